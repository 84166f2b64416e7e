"""claimgraph: who said what, on what basis, and what contradicts it, as a graph."""
