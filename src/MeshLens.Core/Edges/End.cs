namespace MeshLens.Core.Edges;

/// <summary>Which end of a connection saw something.</summary>
public enum End : byte
{
    Client,
    Server,
}
