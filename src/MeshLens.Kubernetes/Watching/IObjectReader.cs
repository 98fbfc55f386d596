namespace MeshLens.Kubernetes.Watching;

/// <summary>A reader of one kind of object, whichever it is.</summary>
internal interface IObjectReader
{
    /// <summary>Raised when the state changed.</summary>
    event Action? Changed;

    WatchStatus Status { get; }

    /// <summary>Reads until cancelled; never throws for what a server does.</summary>
    Task RunAsync(CancellationToken cancellation);
}
