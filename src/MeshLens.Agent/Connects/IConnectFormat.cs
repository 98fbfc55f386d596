namespace MeshLens.Agent.Connects;

/// <summary>How connects are written, one line each.</summary>
internal interface IConnectFormat
{
    /// <summary>Null when there is none.</summary>
    string? Header { get; }

    string Format(in ConnectLine line);
}
