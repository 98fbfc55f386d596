using System.Collections.Concurrent;
using System.Threading.Channels;
using Envoy.Config.Core.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MeshLens.Xds.Resources;

namespace MeshLens.Xds.Tests.FakeIstiod;

/// <summary>What a fake istiod serves, what it was asked, and how it misbehaves.</summary>
internal sealed class FakeMesh
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SortedDictionary<string, Any>> _world = [];
    private readonly ConcurrentDictionary<Channel<MeshPush>, CancellationTokenSource> _streams = [];
    private bool _losesNonce;

    /// <summary>Every first node of a stream.</summary>
    public ConcurrentQueue<Node> Nodes { get; } = [];

    /// <summary>The credentials of every stream.</summary>
    public ConcurrentQueue<string> Tokens { get; } = [];

    /// <summary>Every type that was asked for.</summary>
    public ConcurrentDictionary<string, bool> Asked { get; } = [];

    /// <summary>Every answer: type, nonce, problem.</summary>
    public ConcurrentQueue<(string Type, string Nonce, string Problem)> Answers { get; } = [];

    /// <summary>Names and versions that streams began with.</summary>
    public ConcurrentQueue<string> Held { get; } = [];

    /// <summary>Answers of debug types by what was asked: type, a space, and the first name. Without one the question is refused.</summary>
    public ConcurrentDictionary<string, IReadOnlyList<Any>> Debug { get; } = [];

    /// <summary>Pushes wait for it: a control plane that is slow.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>The next push comes without a nonce.</summary>
    public void LoseNonce() => Volatile.Write(ref _losesNonce, true);

    /// <summary>Whether this push is the one, once.</summary>
    public bool TakeLoss() => Interlocked.Exchange(ref _losesNonce, false);

    /// <summary>How it calls itself.</summary>
    public string Identifier { get; set; } = "fake-istiod";

    /// <summary>Refuses streams with this.</summary>
    public Status? Refusal { get; set; }

    public void Serve(ResourceType type, params IMessage[] messages)
    {
        lock (_gate)
        {
            foreach (var message in messages)
            {
                var body = Any.Pack(message);
                Of(type.TypeUrl)[NameOf(type, body)] = body;
            }
        }
    }

    /// <summary>Serves it to new streams and pushes it to open ones.</summary>
    public void Push(ResourceType type, params IMessage[] messages)
    {
        Serve(type, messages);
        Announce(new(type.TypeUrl, [.. messages.Select(message => NameOf(type, Any.Pack(message)))], []));
    }

    /// <summary>Serves these and nothing else of the type, and pushes it.</summary>
    public void Replace(ResourceType type, IEnumerable<Any> bodies)
    {
        string[] removed;
        var named = bodies.ToDictionary(body => NameOf(type, body));
        lock (_gate)
        {
            removed = [.. Of(type.TypeUrl).Keys.Except(named.Keys)];
            _world[type.TypeUrl] = new(named, StringComparer.Ordinal);
        }

        Announce(new(type.TypeUrl, [.. named.Keys], removed));
    }

    public void Remove(ResourceType type, params string[] names)
    {
        lock (_gate)
        {
            foreach (var name in names)
            {
                Of(type.TypeUrl).Remove(name);
            }
        }

        Announce(new(type.TypeUrl, [], names));
    }

    /// <summary>Serves it no more, and tells nobody.</summary>
    public void Forget(ResourceType type, string name)
    {
        lock (_gate)
        {
            Of(type.TypeUrl).Remove(name);
        }
    }

    /// <summary>Puts bytes where a resource should be, and pushes them.</summary>
    public void PushBroken(ResourceType type, string name)
    {
        lock (_gate)
        {
            Of(type.TypeUrl)[name] = new() { TypeUrl = type.TypeUrl, Value = ByteString.CopyFrom(0x22, 9) };
        }

        Announce(new(type.TypeUrl, [name], []));
    }

    /// <summary>Ends every open stream, as istiod does when a connection is old.</summary>
    public void CutStreams()
    {
        foreach (var stream in _streams.Values)
        {
            stream.Cancel();
        }
    }

    public IReadOnlyList<KeyValuePair<string, Any>> Current(string typeUrl)
    {
        lock (_gate)
        {
            return [.. Of(typeUrl)];
        }
    }

    public (ChannelReader<MeshPush> Pushes, CancellationToken Cut, Action Leave) Join()
    {
        var channel = Channel.CreateUnbounded<MeshPush>();
        var cut = new CancellationTokenSource();
        _streams[channel] = cut;
        return (channel.Reader, cut.Token, () => _streams.TryRemove(channel, out _));
    }

    private static string NameOf(ResourceType type, Any body) => type.Read(body, "").Name;

    private SortedDictionary<string, Any> Of(string typeUrl)
    {
        if (!_world.TryGetValue(typeUrl, out var resources))
        {
            _world[typeUrl] = resources = new(StringComparer.Ordinal);
        }

        return resources;
    }

    private void Announce(MeshPush push)
    {
        foreach (var stream in _streams.Keys)
        {
            stream.Writer.TryWrite(push);
        }
    }
}
