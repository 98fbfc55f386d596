using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MeshLens.Kubernetes.Tests.FakeApi;

/// <summary>The answer to one request.</summary>
internal sealed class FakeAnswer(FakeCluster cluster, HttpContext context)
{
    private string Path => context.Request.Path.Value!;

    private bool IsWatch => context.Request.Query.ContainsKey("watch");

    private string Verb => IsWatch ? "watch" : "list";

    public async Task WriteAsync()
    {
        cluster.Requests.Enqueue($"{(context.Request.Method == "GET" ? Verb : context.Request.Method)} {Path}");
        if (cluster.Token is { } token && context.Request.Headers.Authorization != $"Bearer {token}")
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        if (cluster.Faults.TryPeek(out var fault) && fault.Verb == Verb && cluster.Faults.TryDequeue(out fault))
        {
            await WriteFaultAsync(fault);
            return;
        }

        await (IsWatch ? WatchAsync() : ListAsync());
    }

    private async Task WriteFaultAsync(FakeFault fault)
    {
        if (fault.RetryAfterSeconds > 0)
        {
            context.Response.Headers.RetryAfter = fault.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        }

        context.Response.StatusCode = fault.Status;
        await context.Response.WriteAsync(fault.Body);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        if (fault.Hangs)
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task ListAsync()
    {
        var (items, version) = cluster.List(Path);
        var first = int.Parse(context.Request.Query["continue"].FirstOrDefault() ?? "0", CultureInfo.InvariantCulture);
        var limit = int.Parse(context.Request.Query["limit"].FirstOrDefault() ?? "1000", CultureInfo.InvariantCulture);
        var page = items.Skip(first).Take(limit).ToList();
        var next = first + page.Count < items.Count ? $"{first + page.Count}" : "";
        return context.Response.WriteAsync(
            $$"""{"kind":"List","metadata":{"resourceVersion":"{{version}}","continue":"{{next}}"},"items":[{{string.Join(',', page)}}]}""");
    }

    private async Task WatchAsync()
    {
        var cut = cluster.Cut; // Before anything else: a cut that comes from now on must be felt.
        var version = int.Parse(context.Request.Query["resourceVersion"]!, CultureInfo.InvariantCulture);
        if (version < cluster.OldestVersion)
        {
            // As real ones do: the answer is well, and its only event is the error.
            await context.Response.WriteAsync("""{"type":"ERROR","object":{"kind":"Status","code":410,"message":"too old resource version"}}""" + "\n");
            return;
        }

        context.Features.Get<IHttpResponseBodyFeature>()!.DisableBuffering();
        await context.Response.StartAsync();
        await context.Response.Body.FlushAsync();
        await FollowAsync(version, cut);
    }

    private async Task FollowAsync(int version, CancellationToken cut)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cut, context.RequestAborted);
        while (!ended.IsCancellationRequested)
        {
            var (events, news) = cluster.Since(Path, version);
            foreach (var happened in events)
            {
                await context.Response.WriteAsync(happened.Line + "\n", ended.Token);
                version = happened.Version;
            }

            await context.Response.Body.FlushAsync(ended.Token);
            await news.WaitAsync(ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (cut.IsCancellationRequested)
        {
            context.Abort();
        }
    }
}
