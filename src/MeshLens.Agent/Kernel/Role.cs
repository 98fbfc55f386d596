namespace MeshLens.Agent.Kernel;

/// <summary>Which end of the connection this machine’s socket is (<c>ml_role</c>).</summary>
internal enum Role : byte
{
    Unknown = 0,
    /// <summary>It called connect.</summary>
    Client = 1,
    /// <summary>It was accepted.</summary>
    Server = 2,
}
