namespace MeshLens.Core.Tests.Simulation;

/// <summary>Draws traffic.</summary>
internal static class Profiles
{
    /// <summary>Both ends, tens of requests a second, a quarter of them on connections of their own.</summary>
    public static TrafficProfile Ordinary(Random random) => new()
    {
        Rate = Log(random, 20, 100),
        NewConnectionShare = 0.15 + (0.25 * random.NextDouble()),
        HandlerMs = Log(random, 2, 12),
        HandlerSigma = 0.1 + (0.25 * random.NextDouble()),
        RttMs = Log(random, 0.05, 2),
        RttJitterMs = Log(random, 0.02, 0.2),
        PausesPerMinute = random.Next(3),
        PauseMs = 20,
    };

    /// <summary>
    /// Anything that is normal somewhere: from a request in three seconds to a closed loop, heavy tails, pauses up to a
    /// second, load that swings, a lossy path, pooled connections only, one end unseen.
    /// </summary>
    public static TrafficProfile Any(Random random)
    {
        var clientSeen = random.Next(6) != 0;
        return new()
        {
            Rate = Log(random, 0.3, 100),
            ClosedLoop = Sometimes(random, 5) ? 1 + random.Next(4) : 0,
            NewConnectionShare = Sometimes(random, 3) ? 0 : Log(random, 0.01, 1),
            HandlerMs = Log(random, 1, 200),
            HandlerSigma = Log(random, 0.05, 1.2),
            HeavyShare = Sometimes(random, 2) ? 0 : Log(random, 0.001, 0.05),
            Swing = 0.3 * random.NextDouble(),
            SwingSeconds = Log(random, 60, 3000),
            PausesPerMinute = Sometimes(random, 2) ? 0 : Log(random, 0.2, 10),
            PauseMs = Log(random, 10, 400),
            RttMs = Log(random, 0.05, 80),
            RttJitterMs = Log(random, 0.01, 5),
            BackgroundLoss = Sometimes(random, 2) ? 0 : Log(random, 1e-5, 3e-3),
            Replicas = 1 + random.Next(3),
            ClientSeen = clientSeen,
            ServerSeen = !clientSeen || random.Next(4) != 0,
        };
    }

    private static bool Sometimes(Random random, int oneIn) => random.Next(oneIn) == 0;

    private static double Log(Random random, double low, double high) => low * Math.Pow(high / low, random.NextDouble());
}
