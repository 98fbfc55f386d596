using Istio.WorkloadApi;
using MeshLens.Core.Identity;
using MeshLens.Xds.Resources;
using MeshLens.Xds.State;
using MeshLens.Xds.Streaming;

namespace MeshLens.Xds.Identity;

/// <summary>
/// Follows the workload API of a control plane into the index of addresses: what is pushed is in the index before the push is
/// acknowledged. A resource that was refused leaves what was known of it in place.
/// </summary>
public sealed class AddressReader
{
    /// <summary>istiod ends every stream after half an hour, and another is open within seconds: that silences nobody.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private readonly IdentityFeed _feed;
    private readonly TimeProvider _time;
    private readonly WorkloadReading _workloads;
    private readonly ServiceReading _services;

    /// <summary>Puts what the client reads, and has read, into the feed. The client must follow <see cref="ResourceTypes.Addresses"/>.</summary>
    public AddressReader(AdsClient client, IdentityFeed feed, TimeProvider time)
    {
        var texts = new Texts();
        (_feed, _time, _workloads, _services) = (feed, time, new(texts), new(texts));
        client.Changed += Take;
        client.StatusChanged += Judge;
    }

    private void Judge(ControlPlaneStatus status)
    {
        if (status.State == ConnectionState.Live)
        {
            _feed.IsLive = true;
        }
        else if (_time.GetUtcNow() - status.Since > Grace)
        {
            _feed.IsLive = false;
        }
    }

    private void Take(ConfigurationChange change)
    {
        foreach (var (type, name, kind) in change.Changes)
        {
            if (type != ResourceTypes.Addresses)
            {
                continue;
            }

            var after = kind == ChangeKind.Removed ? null : (Address)change.After.Of(type)[name].Message;
            var before = change.Before.Of(type).GetValueOrDefault(name)?.Message as Address;
            Take(name, before, after, change.At);
        }
    }

    private void Take(string name, Address? before, Address? after, DateTimeOffset at)
    {
        if (after?.Workload is { } workload)
        {
            _feed.Put(_workloads.Read(name, workload), at);
        }
        else if (before?.Workload is not null)
        {
            _feed.RemoveWorkload(name, at);
        }

        if (after?.Service is { } service)
        {
            _feed.Put(_services.Read(name, service), at);
        }
        else if (before?.Service is not null)
        {
            _feed.RemoveService(name, at);
        }
    }
}
