using System.Text.Json.Nodes;
using MeshLens.Lab.Runs;

namespace MeshLens.Lab.Proxies.Patterns;

/// <summary>Asks a MeshLens server about the edge of one mesh.</summary>
internal sealed class EdgeWatch(HttpClient http, PatternPlan plan)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    private readonly ApiVerdictSource _source = new(http);
    private readonly SortedDictionary<long, JsonObject> _snapshots = [];
    private string? _id;

    /// <summary>What the classifier was given since the last <see cref="Forget"/>, a window each, oldest first.</summary>
    public IReadOnlyList<JsonObject> Snapshots => [.. _snapshots.Values];

    public void Forget() => _snapshots.Clear();

    /// <summary>Looks, twice a second, until the condition holds (true) or the time is over (false); keeps each window's snapshot.</summary>
    public async Task<bool> UntilAsync(TimeSpan limit, Func<SeenEdge?, bool> condition, CancellationToken cancellation)
    {
        var until = DateTime.UtcNow + limit;
        while (!condition(await LookAsync(cancellation)))
        {
            if (DateTime.UtcNow >= until)
            {
                return false;
            }

            await KeepAsync(cancellation);
            await Task.Delay(Poll, cancellation);
        }

        return true;
    }

    /// <summary>What the configuration predicts by the last answer's evidence.</summary>
    public async Task<IReadOnlyList<Prediction>> PredictionsAsync(CancellationToken cancellation) => _id is null
        ? []
        : Prediction.Of(JsonNode.Parse(await http.GetStringAsync(new Uri($"api/v1/edges/{Uri.EscapeDataString(_id)}/diagnosis", UriKind.Relative), cancellation)));

    private async Task<SeenEdge?> LookAsync(CancellationToken cancellation)
    {
        var port = $"~{plan.Service.Port}";
        var seen = (await _source.EdgesAsync(plan.Service.Namespace, cancellation)).FirstOrDefault(edge =>
            edge.Source.Name == PatternPlan.Source && edge.Destination.Name == PatternPlan.Destination && edge.Id.EndsWith(port, StringComparison.Ordinal));
        _id = seen?.Id ?? _id;
        return seen;
    }

    private async Task KeepAsync(CancellationToken cancellation)
    {
        if (_id is { } id && await _source.SnapshotAsync(id, cancellation) is { } text && JsonNode.Parse(text) is JsonObject snapshot && snapshot["window"] is { } window)
        {
            _snapshots[window.GetValue<long>()] = snapshot;
        }
    }
}
