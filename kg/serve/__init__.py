"""A read-only SPARQL 1.1 Protocol endpoint with a query page and the explorer, on this machine alone.

In: a folder that `kg build` wrote, or an RDF file.  Out: HTTP on a loopback address.  Queries run in worker processes that
are killed when time, memory or size is up, so that nothing a client asks can stop the server.  Must not import spacy or
the front half.

    protocol     a request → what it asks, or why not; content negotiation; the service description
    worker       the process that answers queries, one at a time
    pool         the workers, their limits, and their renewal when the dataset is rebuilt
    app          routes, pages, headers
"""
