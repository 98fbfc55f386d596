namespace MeshLens.Tracing.Forwarding;

/// <summary>Where telemetry goes on to, over one transport.</summary>
internal interface IBackend
{
    /// <summary>As operators know it: its address.</summary>
    string Name { get; }

    /// <summary>Tries once. Does not throw for what the backend does, only when cancelled from outside.</summary>
    Task<BackendAnswer> SendAsync(ForwardItem item, CancellationToken cancellation);
}
