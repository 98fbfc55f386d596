using MeshLens.Xds.Resources;
using MeshLens.Xds.State;

namespace MeshLens.Xds.Protocol;

/// <summary>How far the conversation about one type has come.</summary>
internal sealed class TypeProgress(ResourceType type)
{
    public ResourceType Type => type;

    /// <summary>Something was asked on this stream, so that answers are expected.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>All resources were asked for.</summary>
    public bool Everything { get; private set; }

    /// <summary>The names the server has been told, on this stream.</summary>
    public HashSet<string> Names { get; private set; } = new(StringComparer.Ordinal);

    /// <summary>The nonce of the last response of this stream; empty before the first.</summary>
    public string Nonce { get; set; } = "";

    /// <summary>The last version that was accepted whole, on any stream.</summary>
    public string AcceptedVersion { get; set; } = "";

    /// <summary>The next response describes everything, because the server was not told what is held.</summary>
    public bool NextIsComplete { get; set; }

    /// <summary>No response has come on this stream yet.</summary>
    public bool IsFirst { get; set; } = true;

    private long Revision { get; set; } = -1;

    public bool Knows(Interest interest) => IsOpen ? Revision == interest.Revision : interest.IsEmpty;

    public void Told(Interest interest)
    {
        (IsOpen, Everything, Revision) = (true, interest.Everything, interest.Revision);
        Names = new(interest.Names, StringComparer.Ordinal);
    }

    /// <summary>A new stream: the server knows nothing of us; the accepted version is still ours.</summary>
    public void Restart()
    {
        (IsOpen, Everything, Revision, Nonce, NextIsComplete, IsFirst) = (false, false, -1, "", false, true);
        Names = new(StringComparer.Ordinal);
    }
}
