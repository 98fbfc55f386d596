using System.Net;

namespace MeshLens.Ingest.Connections;

/// <summary>A connection's addresses and ports as one of its ends sees them, the client first.</summary>
internal readonly record struct ConnectionAddresses(IPAddress Client, int ClientPort, IPAddress Server, int ServerPort);
