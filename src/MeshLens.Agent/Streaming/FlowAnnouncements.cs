using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Google.Protobuf;
using MeshLens.Protocol.V1;

namespace MeshLens.Agent.Streaming;

/// <summary>
/// Which flows the server knows. A flow is announced with the first message after it appeared, and again on each new
/// stream; that is decided when a message is written, so shedding a batch cannot leave a flow without a name.
/// </summary>
/// <remarks>
/// What is kept is bounded by the live flows and those of the batches that wait, however long the server is away: the end of a
/// flow is remembered only while the stream lasts on which it was announced.
/// </remarks>
internal sealed class FlowAnnouncements
{
    // Ended flows leave their ids in the queue; below this many it is not worth tidying.
    private const int Slack = 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<uint, Announcement> _flows = [];
    private readonly List<uint> _retired = [];
    private Queue<uint> _pending = new();

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

    /// <summary>Flows to announce, and ended ones not yet forgotten among them.</summary>
    public int PendingCount
    {
        get
        {
            lock (_gate)
            {
                return _pending.Count;
            }
        }
    }

    public void Add(Flow flow)
    {
        var encoded = new Batch { Flows = { flow } }.ToByteArray();
        lock (_gate)
        {
            _flows[flow.Id] = new(encoded);
            _pending.Enqueue(flow.Id);
            if (_pending.Count > Slack && _pending.Count > 2 * _flows.Count)
            {
                _pending = new(_pending.Where(_flows.ContainsKey));
            }
        }
    }

    /// <summary>The batch that mentions these flows last was taken from the queue, to be written or shed.</summary>
    public void Retire(uint[] ids)
    {
        lock (_gate)
        {
            foreach (var id in ids)
            {
                if (_flows.TryGetValue(id, out var flow) && flow.IsTold)
                {
                    _retired.Add(id);
                }
                else
                {
                    _flows.Remove(id);
                }
            }
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

    /// <summary>The next stream knows nothing: every live flow is pending again, and what has ended need not be told.</summary>
    public void Restart()
    {
        lock (_gate)
        {
            _retired.ForEach(id => _flows.Remove(id));
            _retired.Clear();
            _pending.Clear();
            foreach (var id in _flows.Keys)
            {
                CollectionsMarshal.GetValueRefOrNullRef(_flows, id).IsTold = false;
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
                ref var flow = ref CollectionsMarshal.GetValueRefOrNullRef(_flows, id);
                if (!Unsafe.IsNullRef(ref flow))
                {
                    target.Write(flow.Encoded);
                    flow.IsTold = true;
                }
            }

            return _pending.Count > 0;
        }
    }

    private record struct Announcement(byte[] Encoded)
    {
        /// <summary>Whether it was written on the stream that is open.</summary>
        public bool IsTold { get; set; }
    }
}
