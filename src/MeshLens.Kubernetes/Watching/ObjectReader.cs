using System.Globalization;
using System.Text.Json;
using MeshLens.Core.Retrying;
using MeshLens.Kubernetes.Access;
using MeshLens.Kubernetes.Api;
using Microsoft.Extensions.Logging;

namespace MeshLens.Kubernetes.Watching;

/// <summary>
/// Keeps all objects of one kind known: lists them in pages, then watches from the version of the list on. A watch that ends goes on
/// where it was, bookmarks moving that point along; only when the server no longer knows that point is everything listed again.
/// </summary>
internal sealed class ObjectReader<T>(
    ClusterAccess access, ObjectKind<T> kind, IObjectSink<T> sink, WatchOptions options, TimeProvider time, ILogger logger, Func<double> random)
    : IObjectReader
    where T : KubernetesObject
{
    private readonly Backoff _backoff = new(options.FirstWait, options.LongestWait, random);
    private WatchStatus _status = new(kind.Name, WatchState.Connecting, time.GetUtcNow(), "", 0, 0);

    /// <summary>Where a watch goes on; empty when everything must be listed.</summary>
    private string _version = "";

    public event Action? Changed;

    public WatchStatus Status => Volatile.Read(ref _status);

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            var wait = await StepAsync(cancellation);
            if (wait is { } pause)
            {
                await Task.Delay(pause, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Lists if needed and watches once; the wait before the next step, null for none.</summary>
    private async Task<TimeSpan?> StepAsync(CancellationToken cancellation)
    {
        try
        {
            using var connection = new ApiConnection(access);
            if (_version.Length == 0)
            {
                _version = await ListAsync(connection, cancellation);
                Tell(Status with { State = WatchState.Live, Since = time.GetUtcNow(), Reason = "", Lists = Status.Lists + 1 });
            }

            // A server that ends watches at once must not be asked in a circle.
            return await WatchAsync(connection, cancellation) ? null : _backoff.Next();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null;
        }
        catch (OperationCanceledException)
        {
            return Note(new(ApiFault.Broken, "it did not answer in time"));
        }
        catch (ApiException failure)
        {
            return Note(failure);
        }
    }

    private async Task<string> ListAsync(ApiConnection connection, CancellationToken cancellation)
    {
        sink.Begin();
        var next = "";
        while (true)
        {
            var page = await PageAsync(connection, next, cancellation);
            foreach (var item in (page.Items ?? []).OfType<T>())
            {
                Take(item, sink.Put);
            }

            if (page.Metadata.Continue.Length == 0)
            {
                sink.End();
                return page.Metadata.ResourceVersion is { Length: > 0 } version ? version : throw new ApiException(ApiFault.Broken, "a list has no version");
            }

            next = page.Metadata.Continue;
        }
    }

    private async Task<ObjectList<T>> PageAsync(ApiConnection connection, string next, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(options.PageTime, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        var path = string.Create(CultureInfo.InvariantCulture, $"{kind.Path}?limit={options.PageSize}");
        await using var body = await connection.GetAsync(next.Length == 0 ? path : $"{path}&continue={Uri.EscapeDataString(next)}", both.Token);
        try
        {
            return await JsonSerializer.DeserializeAsync(body, kind.List, both.Token) ?? throw new ApiException(ApiFault.Broken, "a list is null");
        }
        catch (Exception broken) when (broken is JsonException or IOException or HttpRequestException)
        {
            throw new ApiException(ApiFault.Garbled, $"a list cannot be read: {broken.Message}");
        }
    }

    /// <returns>Whether it told anything.</returns>
    private async Task<bool> WatchAsync(ApiConnection connection, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(options.WatchTime + options.Slack, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        var seconds = (int)(options.WatchTime.TotalSeconds * (0.5 + (0.5 * random())));
        await using var body = await connection.GetAsync(
            string.Create(CultureInfo.InvariantCulture, $"{kind.Path}?watch=1&allowWatchBookmarks=true&timeoutSeconds={seconds}&resourceVersion={Uri.EscapeDataString(_version)}"),
            both.Token);
        if (Status.State != WatchState.Live)
        {
            Tell(Status with { State = WatchState.Live, Since = time.GetUtcNow(), Reason = "" });
        }

        var told = false;
        await foreach (var change in JsonLines.Read(body, kind.Event, both.Token))
        {
            Apply(change);
            told = true;
            _backoff.Reset();
        }

        return told;
    }

    private void Apply(WatchEvent<T> change)
    {
        if (change.Object is not { } item)
        {
            throw new ApiException(ApiFault.Garbled, "an event of a watch has no object");
        }

        switch (change.Type)
        {
            case "ADDED" or "MODIFIED":
                Take(item, sink.Put);
                break;
            case "DELETED":
                Take(item, sink.Remove);
                break;
            case "ERROR":
                throw new ApiException(item.Code == 410 ? ApiFault.Gone : ApiFault.Broken, $"{item.Code} {item.Message}");
        }

        // Also of a bookmark, which has nothing else.
        _version = item.Metadata.ResourceVersion is { Length: > 0 } version ? version : _version;
    }

    private void Take(T item, Action<T> act)
    {
        if (item.Metadata.Name.Length > 0)
        {
            act(item);
            Volatile.Write(ref _status, Status with { Events = Status.Events + 1 });
        }
    }

    private TimeSpan? Note(ApiException failure)
    {
        if (failure.Fault is ApiFault.Gone or ApiFault.Garbled)
        {
            _version = "";
        }

        // Normal for a watch that was away for long: nothing was lost, and a list follows at once.
        if (failure.Fault == ApiFault.Gone)
        {
            ReaderLog.Gone(logger, kind.Name, access.Name);
            return _backoff.Next();
        }

        var since = Status.State == WatchState.Live ? time.GetUtcNow() : Status.Since;
        Tell(Status with { State = Status.State == WatchState.Connecting ? WatchState.Connecting : WatchState.Stale, Since = since, Reason = failure.Message });
        ReaderLog.Failed(logger, kind.Name, access.Name, failure.Message);
        return failure.RetryAfter is { } asked && asked > TimeSpan.Zero && asked <= options.LongestWait ? asked : _backoff.Next();
    }

    private void Tell(WatchStatus status)
    {
        Volatile.Write(ref _status, status);
        Changed?.Invoke();
    }
}
