namespace MeshLens.Lab.Services;

/// <summary>A change to a running service; what is null stays as it is.</summary>
internal sealed record ServiceCommand
{
    /// <summary>See <see cref="ServiceSpec.HandlerMs"/>.</summary>
    public double? HandlerMs { get; init; }

    /// <summary>See <see cref="ServiceSpec.HandlerJitterMs"/>.</summary>
    public double? HandlerJitterMs { get; init; }

    /// <summary>Connections accepted per second at most; 0 lifts the limit.</summary>
    public double? AcceptsPerSecond { get; init; }

    /// <summary>See <see cref="ServiceSpec.Backlog"/>.</summary>
    public int? Backlog { get; init; }

    /// <summary>Milliseconds of each cycle in which responses that arrived are not read; 0 ends it.</summary>
    public double? ReadBusyMs { get; init; }

    /// <summary>Milliseconds of each cycle in which they are.</summary>
    public double? ReadFreeMs { get; init; }
}
