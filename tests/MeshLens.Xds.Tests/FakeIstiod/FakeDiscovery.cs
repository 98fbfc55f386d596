using System.Threading.Channels;
using Envoy.Service.Discovery.V3;
using Grpc.Core;
using MeshLens.Xds.Resources;

namespace MeshLens.Xds.Tests.FakeIstiod;

/// <summary>Aggregated discovery in both protocols, over what the mesh holds.</summary>
internal sealed class FakeDiscovery(FakeMesh mesh) : AggregatedDiscoveryService.AggregatedDiscoveryServiceBase
{
    public override Task DeltaAggregatedResources(
        IAsyncStreamReader<DeltaDiscoveryRequest> requests, IServerStreamWriter<DeltaDiscoveryResponse> responses, ServerCallContext context)
    {
        var names = new Subscriptions();
        return RunAsync(
            requests,
            request =>
            {
                Note(request.Node, request.ResponseNonce, request.TypeUrl, request.ErrorDetail?.Message);
                request.InitialResourceVersions.ToList().ForEach(held => mesh.Held.Enqueue($"{held.Key}@{held.Value}"));
                return request.ResponseNonce.Length > 0 || !names.Change(request.TypeUrl, request.ResourceNamesSubscribe, request.ResourceNamesUnsubscribe)
                    ? null
                    : new(request.TypeUrl, names.IsEverything(request.TypeUrl) ? null : [.. request.ResourceNamesSubscribe], []);
            },
            (push, nonce) => responses.WriteAsync(new()
            {
                TypeUrl = push.TypeUrl,
                Nonce = nonce,
                ControlPlane = new() { Identifier = mesh.Identifier },
                Resources =
                {
                    mesh.Current(push.TypeUrl)
                        .Where(item => (push.Changed?.Contains(item.Key) ?? true) && names.Covers(push.TypeUrl, item.Key))
                        .Select(item => new Resource { Name = item.Key, Version = $"v{nonce}", Resource_ = item.Value }),
                },
                RemovedResources = { push.Removed },
            }),
            context);
    }

    public override async Task StreamAggregatedResources(
        IAsyncStreamReader<DiscoveryRequest> requests, IServerStreamWriter<DiscoveryResponse> responses, ServerCallContext context)
    {
        if (await requests.MoveNext(context.CancellationToken) && requests.Current.TypeUrl.StartsWith("istio.io/debug", StringComparison.Ordinal))
        {
            await AnswerAsync(requests.Current, responses, context);
            return;
        }

        await FollowAsync(new FirstKnown<DiscoveryRequest>(requests), responses, context);
    }

    private Task FollowAsync(IAsyncStreamReader<DiscoveryRequest> requests, IServerStreamWriter<DiscoveryResponse> responses, ServerCallContext context)
    {
        var names = new Subscriptions();
        return RunAsync(
            requests,
            request =>
            {
                Note(request.Node, request.ResponseNonce, request.TypeUrl, request.ErrorDetail?.Message);
                return names.Replace(request.TypeUrl, request.ResourceNames) ? new(request.TypeUrl, null, []) : null;
            },
            (push, nonce) => responses.WriteAsync(new()
            {
                TypeUrl = push.TypeUrl,
                Nonce = nonce,
                VersionInfo = $"v{nonce}",
                ControlPlane = new() { Identifier = mesh.Identifier },
                Resources = { mesh.Current(push.TypeUrl).Where(item => names.Covers(push.TypeUrl, item.Key)).Select(static item => item.Value) },
            }),
            context);
    }

    private async Task RunAsync<TRequest>(
        IAsyncStreamReader<TRequest> requests, Func<TRequest, MeshPush?> take, Func<MeshPush, string, Task> send, ServerCallContext context)
    {
        mesh.Tokens.Enqueue(context.RequestHeaders.GetValue("authorization") ?? "");
        if (mesh.Refusal is { } refusal)
        {
            throw new RpcException(refusal);
        }

        var (pushes, cut, leave) = mesh.Join();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cut, context.CancellationToken);
        var work = Channel.CreateUnbounded<MeshPush>();
        var asked = new HashSet<string>(StringComparer.Ordinal);
        var forwarding = ForwardAsync(pushes, work.Writer, asked, ended.Token);
        var sending = SendAsync(work.Reader, send, ended.Token);
        try
        {
            await foreach (var request in requests.ReadAllAsync(ended.Token))
            {
                if (take(request) is { } answer)
                {
                    lock (asked) // Before what is there is read: what is pushed from now on is forwarded.
                    {
                        asked.Add(answer.TypeUrl);
                    }

                    work.Writer.TryWrite(answer);
                }
            }
        }
        catch (Exception end) when (end is OperationCanceledException or IOException)
        {
            // The client went, or the test cut the stream: either way it is over.
        }

        await ended.CancelAsync();
        leave();
        await Task.WhenAll(forwarding, sending);
        if (cut.IsCancellationRequested)
        {
            throw new RpcException(new(StatusCode.Unavailable, "the connection is too old"));
        }
    }

    private static async Task ForwardAsync(ChannelReader<MeshPush> pushes, ChannelWriter<MeshPush> work, HashSet<string> asked, CancellationToken ended)
    {
        try
        {
            await foreach (var push in pushes.ReadAllAsync(ended))
            {
                lock (asked)
                {
                    if (asked.Contains(push.TypeUrl))
                    {
                        work.TryWrite(push);
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The stream is over.
        }
    }

    private async Task SendAsync(ChannelReader<MeshPush> work, Func<MeshPush, string, Task> send, CancellationToken ended)
    {
        var sent = 0;
        try
        {
            await foreach (var push in work.ReadAllAsync(ended))
            {
                await mesh.Gate.WaitAsync(ended);
                var nonce = mesh.TakeLoss() ? "" : $"{ResourceTypes.InOrder.Single(type => type.TypeUrl == push.TypeUrl).ShortName}-{++sent}";
                await send(push, nonce);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or InvalidOperationException or IOException)
        {
            // The stream is over.
        }
    }

    private async Task AnswerAsync(DiscoveryRequest question, IServerStreamWriter<DiscoveryResponse> responses, ServerCallContext context)
    {
        mesh.Tokens.Enqueue(context.RequestHeaders.GetValue("authorization") ?? "");
        if (mesh.Refusal is { } refusal)
        {
            throw new RpcException(refusal);
        }

        if (!mesh.Debug.TryGetValue($"{question.TypeUrl} {question.ResourceNames.FirstOrDefault()}".Trim(), out var resources))
        {
            throw new RpcException(new(StatusCode.Unknown, "could not find connection for proxyID"));
        }

        await responses.WriteAsync(new() { TypeUrl = question.TypeUrl, Nonce = "1", Resources = { resources } });
    }

    private void Note(Envoy.Config.Core.V3.Node? node, string nonce, string typeUrl, string? problem)
    {
        mesh.Asked[typeUrl] = true;
        if (node is not null)
        {
            mesh.Nodes.Enqueue(node);
        }

        if (nonce.Length > 0)
        {
            mesh.Answers.Enqueue((typeUrl, nonce, problem ?? ""));
        }
    }
}
