using System.Text.Json.Serialization;
using MeshLens.Alerting.Evaluation;

namespace MeshLens.Alerting.State;

/// <summary>What is written to disk: the book, what sinks know of it, and the rules that came by the API.</summary>
public sealed record AlertMemory
{
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    public AlertBook Book { get; init; } = AlertBook.Empty;

    public IReadOnlyList<Told> Told { get; init; } = [];

    /// <summary>As they were given; null when none were.</summary>
    public string? RulesByApi { get; init; }

    /// <summary>Nothing in it is null that must not be: what was read from a file can be.</summary>
    [JsonIgnore]
    public bool IsWhole => Told?.All(static told => told is { Sink: not null, AlertId: not null }) == true
        && Book is { Tracks: { } tracks, Firing: { } firing, Resolved: { } resolved }
        && tracks.All(static track => track is { Key: { Rule: not null, EdgeId: not null }, Edge: { Id: not null, Source.Name: not null, Destination.Name: not null }, BadWindows: not null })
        && firing.Concat(resolved).All(static alert => alert is { Id: not null, Rule: not null, Group: not null, Subject: { Cluster: not null, Name: not null, Nodes: not null, Zones: not null }, Labels: not null, Annotations: not null, Members: not null });
}
