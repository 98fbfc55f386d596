using System.Net;
using System.Text.Json;

namespace Functional.Tests.Rig;

/// <summary>The web API as any program reads it.</summary>
internal sealed class ApiReader(Uri server) : IDisposable
{
    public HttpClient Http { get; } = new() { BaseAddress = server, Timeout = TimeSpan.FromMinutes(1) };

    public async Task<JsonElement> Get(string path)
    {
        using var response = await Http.GetAsync(path, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path} answered {response.StatusCode}: {text}");
        return JsonElement.Parse(text);
    }

    /// <summary>The one edge between two names once it passes; its summary.</summary>
    public async Task<JsonElement> Edge(string source, string destination, Func<JsonElement, bool>? passes = null)
    {
        var seen = "";
        return await Found($"the edge {source} -> {destination}", async () =>
        {
            var page = await Get("/api/v1/edges");
            seen = page.GetRawText();
            return Single(page.GetProperty("edges"), edge =>
                edge.GetProperty("source").GetProperty("name").GetString() == source
                && edge.GetProperty("destination").GetProperty("name").GetString() == destination
                && (passes is null || passes(edge)));
        }, () => $"Last seen: {seen}");
    }

    public async Task<JsonElement> Diagnosis(string edge, string what, Func<JsonElement, bool> passes)
    {
        var seen = "";
        return await Found($"a diagnosis with {what}", async () =>
        {
            var diagnosis = await Get($"/api/v1/edges/{edge}/diagnosis");
            seen = diagnosis.GetRawText();
            return passes(diagnosis) ? diagnosis : null;
        }, () => $"Last seen: {seen}");
    }

    public async Task<JsonElement> Node(string name, Func<JsonElement, bool>? passes = null)
    {
        var seen = "";
        return await Found($"node {name}", async () =>
        {
            var nodes = await Get("/api/v1/nodes");
            seen = nodes.GetRawText();
            return Single(nodes.GetProperty("nodes"), node => node.GetProperty("node").GetString() == name && (passes is null || passes(node)));
        }, () => $"Last seen: {seen}");
    }

    public void Dispose() => Http.Dispose();

    private static JsonElement? Single(JsonElement list, Func<JsonElement, bool> passes)
    {
        var found = list.EnumerateArray().Where(passes).ToList();
        return found.Count == 1 ? found[0] : null;
    }

    private static async Task<JsonElement> Found(string what, Func<Task<JsonElement?>> look, Func<string> circumstances) =>
        (JsonElement)await Eventually.Find(what, async () => (object?)await look(), circumstances);
}
