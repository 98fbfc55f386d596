using Envoy.Config.Core.V3;
using Google.Rpc;
using MeshLens.Xds.Resources;
using MeshLens.Xds.State;

namespace MeshLens.Xds.Protocol;

/// <summary>
/// The client's side of an aggregated discovery stream, without a stream: responses and changes of interest go in, requests come
/// out. Rules that both protocols share are here, what differs on the wire is in the derived types.
/// </summary>
/// <remarks>
/// Every response is answered once, before anything else is said, with the nonce it came with. What is to be subscribed to changes
/// by requests of its own: istiod takes a change inside an acknowledgement for a mistake. After each step what the server has been
/// told is compared with what is wanted, in the order of the types, so a cluster is always asked for before its endpoints.
/// </remarks>
internal abstract class AdsConversation<TRequest, TResponse>
    where TRequest : class
{
    private readonly ResourceState _state;
    private readonly Node _node;
    private readonly List<TypeProgress> _progress;
    private bool _introduced;

    protected AdsConversation(ResourceState state, Node node)
    {
        (_state, _node) = (state, node);
        _progress = [.. ResourceTypes.InOrder.Where(type => state.Find(type) is not null).Select(static type => new TypeProgress(type))];
    }

    /// <summary>How the server of this stream calls itself.</summary>
    public string ControlPlane { get; private set; } = "";

    /// <summary>Begins a new stream: the requests that resume everything.</summary>
    public IReadOnlyList<TRequest> Open()
    {
        _introduced = false;
        ControlPlane = "";
        _progress.ForEach(static progress => progress.Restart());
        return Synchronise();
    }

    /// <summary>The requests that tell the server what changed in what is wanted; none when nothing did.</summary>
    public IReadOnlyList<TRequest> Synchronise()
    {
        var requests = new List<TRequest>();
        foreach (var progress in _progress)
        {
            var table = _state[progress.Type];
            if (!progress.Knows(table.Interest))
            {
                Ask(progress, table, requests);
                progress.Told(table.Interest);
            }
        }

        return Introduce(requests);
    }

    /// <summary>Takes one response.</summary>
    public Reception<TRequest> Receive(TResponse response)
    {
        var message = Decode(response);
        var progress = _progress.Find(candidate => candidate.Type.TypeUrl == message.TypeUrl);
        if (progress is not { IsOpen: true })
        {
            return new(ReceptionKind.Unasked, [], [], []);
        }

        ControlPlane = message.ControlPlane.Length > 0 ? message.ControlPlane : ControlPlane;
        var outcome = _state.Apply(new(progress.Type, IsComplete(progress), message.Resources, message.Removed) { IsFirst = progress.IsFirst });
        progress.IsFirst = false;
        progress.NextIsComplete = false;
        var answer = Answer(progress, message, outcome.Rejections);
        IReadOnlyList<TRequest> requests = [.. answer is null ? (TRequest[])[] : [answer], .. Synchronise()];
        return new(Judge(message, outcome), requests, outcome.Changes, outcome.Rejections);
    }

    protected abstract ServerMessage Decode(TResponse response);

    protected abstract bool IsComplete(TypeProgress progress);

    /// <summary>Adds the requests that change what the server was told into what the table wants.</summary>
    protected abstract void Ask(TypeProgress progress, ResourceTable table, List<TRequest> requests);

    protected abstract TRequest Acknowledge(TypeProgress progress, Status? problem);

    protected abstract void Introduce(TRequest first, Node node);

    private TRequest? Answer(TypeProgress progress, ServerMessage message, IReadOnlyList<Rejection> rejections)
    {
        if (message.Nonce.Length == 0)
        {
            return null;
        }

        progress.Nonce = message.Nonce;
        if (rejections.Count > 0)
        {
            return Acknowledge(progress, RejectionReport.Of(progress.Type, rejections));
        }

        progress.AcceptedVersion = message.Version;
        return Acknowledge(progress, null);
    }

    private static ReceptionKind Judge(ServerMessage message, UpdateOutcome outcome) =>
        message.Nonce.Length == 0 ? ReceptionKind.Unanswerable
        : outcome.Rejections.Count > 0 ? ReceptionKind.Rejected
        : ReceptionKind.Acknowledged;

    // Who we are is said once, in the first request of a stream.
    private List<TRequest> Introduce(List<TRequest> requests)
    {
        if (!_introduced && requests.Count > 0)
        {
            Introduce(requests[0], _node);
            _introduced = true;
        }

        return requests;
    }
}
