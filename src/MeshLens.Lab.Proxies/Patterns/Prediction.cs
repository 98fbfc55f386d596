using System.Globalization;
using System.Text.Json.Nodes;

namespace MeshLens.Lab.Proxies.Patterns;

/// <summary>A number of an answer's evidence beside what the configuration predicts for it.</summary>
/// <param name="Signal">As the answer calls it.</param>
/// <param name="Value">What was measured.</param>
/// <param name="Unit">Of both numbers.</param>
/// <param name="Predicted">Null when only that it grows is predicted.</param>
/// <param name="Setting">Resource and field that predict it.</param>
internal sealed record Prediction(string Signal, double Value, string Unit, double? Predicted, string Setting)
{
    /// <summary>Those of a diagnosis as the web API gives it.</summary>
    public static IReadOnlyList<Prediction> Of(JsonNode? diagnosis) =>
    [
        .. (diagnosis?["evidence"]?.AsArray() ?? [])
            .Where(static item => item?["predicted"] is JsonObject)
            .Select(static item => Of(item!.AsObject(), item["predicted"]!.AsObject())),
    ];

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Signal} {Say(Value)}, predicted {(Predicted is { } number ? Say(number) : "to grow")} by {Setting}");

    // A plain number has the unit 1.
    private string Say(double number) => number.ToString(CultureInfo.InvariantCulture) + (Unit == "1" ? "" : $" {Unit}");

    private static Prediction Of(JsonObject item, JsonObject predicted) => new(
        Text(item, "signal"),
        item["value"]!.GetValue<double>(),
        Text(item, "unit"),
        predicted["value"]?.GetValue<double>(),
        string.Join(", ", new[] { Text(predicted, "resource"), Text(predicted, "field") }.Where(static part => part.Length > 0)));

    private static string Text(JsonObject from, string name) => from[name]?.GetValue<string>() ?? "";
}
