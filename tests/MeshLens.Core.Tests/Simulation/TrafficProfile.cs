namespace MeshLens.Core.Tests.Simulation;

/// <summary>What the traffic of a simulated edge looks like when it is well, with everything that is normal and unpleasant.</summary>
internal sealed record TrafficProfile
{
    /// <summary>Requests per second, open loop; ignored in a closed loop.</summary>
    public double Rate { get; init; } = 40;

    /// <summary>Callers that wait for each answer before they ask again; 0 is an open loop.</summary>
    public int ClosedLoop { get; init; }

    public double NewConnectionShare { get; init; } = 0.25;
    public double TimeoutMs { get; init; } = 3000;

    /// <summary>Median of a lognormal handler time, and the sigma of its logarithm.</summary>
    public double HandlerMs { get; init; } = 5;
    public double HandlerSigma { get; init; } = 0.25;

    /// <summary>Share of the requests that take ten times as long.</summary>
    public double HeavyShare { get; init; }

    /// <summary>How far load moves the handler up and down, and over how many seconds: 0.2 is ±20 %.</summary>
    public double Swing { get; init; }
    public double SwingSeconds { get; init; } = 300;

    /// <summary>Pauses of the server's or the caller's runtime: per minute, and their length.</summary>
    public double PausesPerMinute { get; init; }
    public double PauseMs { get; init; } = 60;

    public double RttMs { get; init; } = 0.2;
    public double RttJitterMs { get; init; } = 0.05;

    /// <summary>Share of packets that are lost on a good day.</summary>
    public double BackgroundLoss { get; init; }

    public int Replicas { get; init; } = 1;
    public bool ClientSeen { get; init; } = true;
    public bool ServerSeen { get; init; } = true;

    public override string ToString() =>
        $"{(ClosedLoop > 0 ? $"{ClosedLoop} closed" : $"{Rate:0.##}/s")}, new {NewConnectionShare:0.##}, handler {HandlerMs:0.#} ms σ{HandlerSigma:0.##}, "
        + $"heavy {HeavyShare:0.###}, swing {Swing:0.##}, pauses {PausesPerMinute:0.#}×{PauseMs:0} ms, rtt {RttMs:0.##}±{RttJitterMs:0.##} ms, "
        + $"loss {BackgroundLoss:0.####}, {Replicas} replicas{(ClientSeen ? "" : ", no client")}{(ServerSeen ? "" : ", no server")}";
}
