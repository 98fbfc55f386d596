using System.Threading.Channels;
using Envoy.Service.Discovery.V3;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MeshLens.Xds.Resources;

namespace MeshLens.Lab.Proxies.Control;

/// <summary>Aggregated discovery, delta alone: a type is answered when it is asked for and whenever it changes.</summary>
internal sealed class LabDiscovery(ServedResources resources) : AggregatedDiscoveryService.AggregatedDiscoveryServiceBase
{
    private const string Everything = "*";

    public override async Task DeltaAggregatedResources(
        IAsyncStreamReader<DeltaDiscoveryRequest> requests, IServerStreamWriter<DeltaDiscoveryResponse> responses, ServerCallContext context)
    {
        var work = Channel.CreateUnbounded<string>();
        var wanted = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        resources.Join(work.Writer);
        try
        {
            await Task.WhenAll(ListenAsync(requests, wanted, work.Writer), AnswerAsync(work.Reader, wanted, responses));
        }
        catch (Exception end) when (end is IOException or OperationCanceledException or InvalidOperationException)
        {
            // The proxy has gone.
        }
        finally
        {
            resources.Leave(work.Writer);
        }
    }

    private static async Task ListenAsync(IAsyncStreamReader<DeltaDiscoveryRequest> requests, Dictionary<string, HashSet<string>> wanted, ChannelWriter<string> work)
    {
        try
        {
            await foreach (var request in requests.ReadAllAsync())
            {
                if (Change(wanted, request))
                {
                    work.TryWrite(request.TypeUrl);
                }
            }
        }
        finally
        {
            work.TryComplete();
        }
    }

    // An acknowledgement asks for nothing more.
    private static bool Change(Dictionary<string, HashSet<string>> wanted, DeltaDiscoveryRequest request)
    {
        lock (wanted)
        {
            var isNew = !wanted.TryGetValue(request.TypeUrl, out var names);
            names ??= wanted[request.TypeUrl] = new(StringComparer.Ordinal);
            names.UnionWith(request.ResourceNamesSubscribe);
            names.ExceptWith(request.ResourceNamesUnsubscribe);
            if (isNew && ResourceTypes.InOrder.First(type => type.TypeUrl == request.TypeUrl).IsWildcard)
            {
                names.Add(Everything);
            }

            return isNew || request.ResourceNamesSubscribe.Count > 0;
        }
    }

    private async Task AnswerAsync(ChannelReader<string> work, Dictionary<string, HashSet<string>> wanted, IServerStreamWriter<DeltaDiscoveryResponse> responses)
    {
        var sent = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var number = 0;
        await foreach (var type in work.ReadAllAsync())
        {
            var names = NamesOf(wanted, type);
            if (names is null)
            {
                continue;
            }

            var all = resources.All(type).Where(each => names.Contains(Everything) || names.Contains(each.Key)).ToDictionary();
            var removed = sent.GetValueOrDefault(type, []).Except(all.Keys).ToList();
            sent[type] = [.. all.Keys];
            await responses.WriteAsync(Response(type, ++number, all, removed));
        }
    }

    private static HashSet<string>? NamesOf(Dictionary<string, HashSet<string>> wanted, string type)
    {
        lock (wanted)
        {
            return wanted.TryGetValue(type, out var names) ? new(names) : null;
        }
    }

    private static DeltaDiscoveryResponse Response(string type, int number, Dictionary<string, Any> all, List<string> removed) => new()
    {
        TypeUrl = type,
        Nonce = $"{number}",
        ControlPlane = new() { Identifier = "meshlens-lab" },
        Resources = { all.Select(each => new Resource { Name = each.Key, Version = $"{number}", Resource_ = each.Value }) },
        RemovedResources = { removed },
    };
}
