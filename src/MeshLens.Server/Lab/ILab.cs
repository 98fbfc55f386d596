namespace MeshLens.Server.Lab;

/// <summary>Something to watch, and a server that watches it and nothing else.</summary>
internal interface ILab : IAsyncDisposable
{
    LabServer Server { get; }
}
