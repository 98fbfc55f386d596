using System.Net;

namespace MeshLens.Server.Client;

/// <summary>The server could not be asked, or answered with a problem.</summary>
/// <param name="status">Null when no answer came.</param>
internal sealed class ApiException(HttpStatusCode? status, string message) : Exception(message)
{
    public HttpStatusCode? Status => status;
}
