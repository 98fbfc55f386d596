using System.Buffers;
using Google.Protobuf;
using MeshLens.Protocol.V1;

namespace MeshLens.Agent.Streaming;

/// <summary>
/// Which flows the server knows. A flow is announced with the first message after it appeared, and again on each new
/// stream; that is decided when a message is written, so shedding a batch cannot leave a flow without a name.
/// </summary>
internal sealed class FlowAnnouncements
{
    private readonly Lock _gate = new();
    private readonly Dictionary<uint, byte[]> _flows = [];
    private readonly Queue<uint> _pending = new();
    private readonly List<uint> _retired = [];

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _flows.Count;
            }
        }
    }

    public void Add(Flow flow)
    {
        var encoded = new Batch { Flows = { flow } }.ToByteArray();
        lock (_gate)
        {
            _flows[flow.Id] = encoded;
            _pending.Enqueue(flow.Id);
        }
    }

    /// <summary>The batch that mentions these flows last was taken from the queue, to be written or shed.</summary>
    public void Retire(uint[] ids)
    {
        lock (_gate)
        {
            _retired.AddRange(ids);
        }
    }

    /// <summary>The flows whose end the server has not been told.</summary>
    public void CopyRetiredTo(List<uint> target)
    {
        lock (_gate)
        {
            target.AddRange(_retired);
        }
    }

    /// <summary>The server was told that these flows ended, the first ones of <see cref="CopyRetiredTo"/>.</summary>
    public void Remove(List<uint> ids)
    {
        lock (_gate)
        {
            _retired.RemoveRange(0, ids.Count);
            foreach (var id in ids)
            {
                _flows.Remove(id);
            }
        }
    }

    /// <summary>A new stream knows nothing: every live flow is pending again.</summary>
    public void Restart()
    {
        lock (_gate)
        {
            _pending.Clear();
            foreach (var id in _flows.Keys)
            {
                _pending.Enqueue(id);
            }
        }
    }

    /// <summary>Writes pending announcements until about <paramref name="limitBytes"/> are used; true when more are pending.</summary>
    public bool Drain(ArrayBufferWriter<byte> target, int limitBytes)
    {
        lock (_gate)
        {
            while (target.WrittenCount < limitBytes && _pending.TryDequeue(out var id))
            {
                if (_flows.TryGetValue(id, out var encoded))
                {
                    target.Write(encoded);
                }
            }

            return _pending.Count > 0;
        }
    }
}
