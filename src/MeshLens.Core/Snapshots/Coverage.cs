using MeshLens.Core.Windows;
using Orleans;

namespace MeshLens.Core.Snapshots;

/// <summary>What was looked at, so that an absent signal is not mistaken for an absent problem.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.coverage")]
public sealed record Coverage
{
    /// <summary>An agent reports this end (in this or a recent window), whether or not something happened in it.</summary>
    [Id(0)] public bool ClientSeen { get; set; }
    [Id(1)] public bool ServerSeen { get; set; }

    /// <summary>The server end was seen but its connections could not be joined to this caller alone.</summary>
    [Id(2)] public bool ServerShared { get; set; }

    /// <summary>Lost within the window, anywhere between kernel and edge.</summary>
    [Id(3)] public LossNote Losses { get; set; }

    /// <summary>Age of the newest sample at close, in milliseconds.</summary>
    [Id(4)] public uint AgeMs { get; set; }

    /// <summary>The window is not whole: an agent or the server (re)started in it, or an end went silent.</summary>
    [Id(5)] public bool Partial { get; set; }
}
