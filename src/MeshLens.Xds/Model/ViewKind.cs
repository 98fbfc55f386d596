namespace MeshLens.Xds.Model;

/// <summary>From where configuration was read. What a proxy gets depends on who asks.</summary>
public enum ViewKind
{
    /// <summary>What the control plane serves to MeshLens itself.</summary>
    Own,

    /// <summary>What it serves to one workload's proxy.</summary>
    Proxy,

    /// <summary>What it says that it serves to one workload's proxy (<c>istio.io/debug/config_dump</c>).</summary>
    Debug,

    /// <summary>A dump that was read from a file.</summary>
    Dump,
}
