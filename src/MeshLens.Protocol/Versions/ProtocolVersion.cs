namespace MeshLens.Protocol.Versions;

/// <summary>The versions of <c>meshlens/v1</c> that this build speaks.</summary>
public static class ProtocolVersion
{
    /// <summary>What this build's agents say in their Hello.</summary>
    public const uint Current = 1;

    /// <summary>The oldest version this build's server still understands.</summary>
    public const uint Oldest = 1;

    public static bool IsSpoken(uint version) => version is >= Oldest and <= Current;

    /// <summary>Why a version is refused, and which would not be: one sentence for a human.</summary>
    public static string RefusalOf(uint version) =>
        $"This server speaks version {Spoken} of the agent protocol, the agent speaks version {version}: "
        + (version > Current ? "upgrade the server first, then the agents." : "upgrade the agent.");

    private static string Spoken => Oldest == Current ? $"{Current}" : $"{Oldest} to {Current}";
}
