using System.Runtime.InteropServices;

namespace MeshLens.Ingest.Flows;

/// <summary>The flows of one stream: by id for rows, by process for what concerns processes.</summary>
internal sealed class FlowTable(int limit)
{
    private readonly Dictionary<uint, Flow> _flows = [];
    private readonly Dictionary<uint, HashSet<Flow>> _byProcess = [];
    private Flow? _last;

    public int Count => _flows.Count;

    public IEnumerable<Flow> All => _flows.Values;

    /// <summary>False when there is no room for another flow.</summary>
    public bool TryAdd(Flow flow)
    {
        if (_flows.Count >= limit)
        {
            return false;
        }

        _flows.Add(flow.Definition.Id, flow);
        if (flow.Definition.Process is { } process)
        {
            (CollectionsMarshal.GetValueRefOrAddDefault(_byProcess, process.Pid, out _) ??= []).Add(flow);
        }

        return true;
    }

    /// <summary>Rows of one flow follow each other, so most look-ups end at the last flow found.</summary>
    public Flow? Find(uint id)
    {
        if (_last is { } last && last.Definition.Id == id)
        {
            return last;
        }

        return _flows.TryGetValue(id, out var flow) ? _last = flow : null;
    }

    public IReadOnlyCollection<Flow> OfProcess(uint pid) =>
        _byProcess.TryGetValue(pid, out var flows) ? flows : [];

    public Flow? Remove(uint id)
    {
        _last = null;
        if (!_flows.Remove(id, out var flow))
        {
            return null;
        }

        if (flow.Definition.Process is { } process && _byProcess.TryGetValue(process.Pid, out var flows))
        {
            flows.Remove(flow);
            if (flows.Count == 0)
            {
                _byProcess.Remove(process.Pid);
            }
        }

        return flow;
    }
}
