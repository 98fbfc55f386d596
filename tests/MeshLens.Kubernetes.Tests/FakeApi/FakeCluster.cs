using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace MeshLens.Kubernetes.Tests.FakeApi;

/// <summary>Objects with versions and their history, as an API server keeps them, and what it was asked.</summary>
internal sealed class FakeCluster
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SortedDictionary<string, JsonObject>> _objects = [];
    private readonly List<FakeEvent> _history = [];
    private TaskCompletionSource _news = new();
    private CancellationTokenSource _cut = new();

    /// <summary>Verb and path of every request: <c>list /api/v1/pods</c>.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>The token callers must present; null asks for none.</summary>
    public string? Token { get; set; }

    /// <summary>What the next answers are instead of the right ones, in order.</summary>
    public ConcurrentQueue<FakeFault> Faults { get; } = [];

    public int Version { get; private set; } = 100;

    /// <summary>Watches from before this version are refused with 410.</summary>
    public int OldestVersion { get; private set; }

    public void Put(string path, JsonObject item)
    {
        lock (_gate)
        {
            var objects = Of(path);
            var key = KeyOf(item);
            var kind = objects.ContainsKey(key) ? "MODIFIED" : "ADDED";
            item["metadata"]!["resourceVersion"] = $"{++Version}";
            objects[key] = item;
            Tell(new(path, kind, Version, item.ToJsonString()));
        }
    }

    public void Remove(string path, string space, string name)
    {
        lock (_gate)
        {
            if (Of(path).Remove($"{space}/{name}", out var item))
            {
                item["metadata"]!["resourceVersion"] = $"{++Version}";
                Tell(new(path, "DELETED", Version, item.ToJsonString()));
            }
        }
    }

    /// <summary>Moves every watch along without a change, as happens when other objects change.</summary>
    public void Bookmark(string path)
    {
        lock (_gate)
        {
            Tell(new(path, "BOOKMARK", ++Version, $$$"""{"metadata":{"resourceVersion":"{{{Version}}}"}}"""));
        }
    }

    /// <summary>Sends a line to open watches as it is.</summary>
    public void TellRaw(string path, string line)
    {
        lock (_gate)
        {
            Tell(new(path, "", Version, line));
        }
    }

    /// <summary>Forgets what happened until now: who has not heard it must list again.</summary>
    public void Compact()
    {
        lock (_gate)
        {
            OldestVersion = ++Version;
            _history.Clear();
        }
    }

    /// <summary>Forgets history and objects without telling anyone, as a restored backup does.</summary>
    public void ForgetSilently(string path, string space, string name)
    {
        lock (_gate)
        {
            Of(path).Remove($"{space}/{name}");
        }
    }

    public void CutWatches()
    {
        lock (_gate)
        {
            var cut = _cut;
            _cut = new();
            cut.Cancel();
        }
    }

    public CancellationToken Cut
    {
        get
        {
            lock (_gate)
            {
                return _cut.Token;
            }
        }
    }

    public (IReadOnlyList<string> Items, int Version) List(string path)
    {
        lock (_gate)
        {
            return ([.. Of(path).Values.Select(static item => item.ToJsonString())], Version);
        }
    }

    /// <summary>What happened since a position of the history, and a task that ends when more did.</summary>
    public (IReadOnlyList<FakeEvent> Events, Task News) Since(string path, int version)
    {
        lock (_gate)
        {
            return ([.. _history.Where(each => each.Path == path && each.Version > version)], _news.Task);
        }
    }

    private static string KeyOf(JsonObject item) => $"{item["metadata"]!["namespace"]}/{item["metadata"]!["name"]}";

    private SortedDictionary<string, JsonObject> Of(string path)
    {
        if (!_objects.TryGetValue(path, out var objects))
        {
            _objects[path] = objects = new(StringComparer.Ordinal);
        }

        return objects;
    }

    private void Tell(FakeEvent happened)
    {
        _history.Add(happened.Kind.Length == 0 ? happened with { Version = ++Version } : happened);
        var news = _news;
        _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
        news.TrySetResult();
    }
}
