using System.Globalization;
using MeshLens.Alerting.Evaluation;

namespace MeshLens.Server.Alerts;

/// <summary>What met a rule in snapshots, and not for so long that it fired.</summary>
/// <param name="Alert">As it would have fired.</param>
/// <param name="More">How much longer it would have had to go on; null where that is for burn windows to say.</param>
internal sealed record MetForShort(Alert Alert, TimeSpan? More)
{
    public string Written => More is { } more
        ? string.Create(CultureInfo.InvariantCulture, $"{Alert.Rule} on {Alert.Subject.Written} meets its rule: it would fire if it went on for {more.TotalSeconds:0} s more (the rule's for, then groupWait).")
        : $"{Alert.Rule} on {Alert.Subject.Written} meets its rule: it would fire once enough of its burn windows were bad.";
}
