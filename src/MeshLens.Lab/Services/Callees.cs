using MeshLens.Lab.Http;

namespace MeshLens.Lab.Services;

/// <summary>Everything a service calls for one request, one after the other; a failure keeps nobody else from being called.</summary>
internal sealed class Callees
{
    private readonly Caller[] _callers;

    public Callees(IEnumerable<DownstreamSpec> specs) => _callers = [.. specs.Select(spec => new Caller(spec, Gate, Log))];

    public ReadGate Gate { get; } = new();

    public CallLog Log { get; } = new();

    /// <summary>The first outcome that is none to be happy with.</summary>
    public CallOutcome Call()
    {
        var first = CallOutcome.Ok;
        foreach (var caller in _callers)
        {
            var outcome = caller.Call();
            first = first == CallOutcome.Ok ? outcome : first;
        }

        return first;
    }

    public IReadOnlyDictionary<string, int> DrainReplicas() => _callers.SelectMany(static caller => caller.DrainReplicas()).ToDictionary();
}
