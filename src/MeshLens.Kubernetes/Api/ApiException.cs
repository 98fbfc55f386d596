namespace MeshLens.Kubernetes.Api;

/// <summary>The one way in which talking to an API server fails.</summary>
internal sealed class ApiException(ApiFault fault, string message, TimeSpan? retryAfter = null) : Exception(message)
{
    public ApiFault Fault => fault;

    /// <summary>How long the server asks to be left alone.</summary>
    public TimeSpan? RetryAfter => retryAfter;
}
