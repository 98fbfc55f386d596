using MeshLens.Lab.Mesh;
using MeshLens.Lab.Services;
using Xunit.Sdk;

namespace MeshLens.Lab.Tests.Mesh;

/// <summary>Some seconds of a service's reports taken together.</summary>
internal sealed class Observation(IReadOnlyList<ServiceReport> reports)
{
    private const int MostLooks = 5;

    public double ServedMs => Median(report => report.Served);

    public double HandshakeMs => Median(report => report.Handshakes);

    public double TurnMs => Median(report => report.Turns);

    public double LongestHandshakeMs => reports.Max(report => report.Handshakes.Max);

    public double LongestTurnMs => reports.Max(report => report.Turns.Max);

    public int Calls => reports.Sum(report => report.Calls.Count);

    public int Accepted => reports.Sum(report => report.Accepted);

    public double CpuCores => (reports[^1].CpuMs - reports[0].CpuMs) / 1000 / (reports.Count - 1);

    public IReadOnlyDictionary<string, int> Outcomes => Sum(report => report.Outcomes);

    public IReadOnlyDictionary<string, int> Replicas => Sum(report => report.Replicas);

    public int Of(CallOutcome outcome) => Outcomes.GetValueOrDefault(outcome.ToString());

    public int Failures => Outcomes.Values.Sum() - Of(CallOutcome.Ok);

    public override string ToString() =>
        $"{Calls} calls ({string.Join(", ", Outcomes)}), handshake {HandshakeMs:f1} ms, at most {LongestHandshakeMs:f1}; turn {TurnMs:f1} ms, at most {LongestTurnMs:f1}";

    public static async Task<Observation> Of(LabMesh mesh, string instance, int seconds) =>
        new(await mesh.Instances.Single(candidate => candidate.Instance.Name == instance).ObserveAsync(seconds, TestContext.Current.CancellationToken));

    public static async Task<Dictionary<string, Observation>> OfAll(LabMesh mesh, int seconds)
    {
        var observing = mesh.Instances.Select(async instance => (instance.Instance.Name, Seen: await Of(mesh, instance.Instance.Name, seconds)));
        return (await Task.WhenAll(observing)).ToDictionary(pair => pair.Name, pair => pair.Seen);
    }

    /// <summary>
    /// Looks again, a few times, when what is seen is not as it must be. A machine that stood still for a moment spoils one look; what is broken
    /// spoils all.
    /// </summary>
    public static async Task Shows(LabMesh mesh, int seconds, Action<Dictionary<string, Observation>> check)
    {
        for (var look = 1; ; look++)
        {
            var seen = await OfAll(mesh, seconds);
            try
            {
                check(seen);
                return;
            }
            catch (XunitException) when (look < MostLooks)
            {
                // Another look decides.
            }
        }
    }

    /// <summary>Of the seconds' medians the middle one: a machine that is busy for a second does not move it.</summary>
    private double Median(Func<ServiceReport, DurationSummary> kind)
    {
        var medians = reports.Select(kind).Where(summary => summary.Count > 0).Select(summary => summary.P50).Order().ToArray();
        return medians.Length == 0 ? 0 : medians[medians.Length / 2];
    }

    private Dictionary<string, int> Sum(Func<ServiceReport, IReadOnlyDictionary<string, int>> kind) =>
        reports.SelectMany(kind).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Sum(pair => pair.Value));
}
