using System.Threading.Channels;
using MeshLens.Core.Verdicts;
using MeshLens.Grains.Edges;
using Microsoft.Extensions.Options;

namespace MeshLens.Exposition.Export;

/// <summary>Incidents that are over and wait to be sent. Bounded: what finds no room is dropped and counted.</summary>
internal sealed class IncidentQueue(IOptions<ExpositionOptions> options, ExpositionInstruments instruments) : IIncidentFollower
{
    private readonly Channel<EndedIncident> _waiting = Channel.CreateBounded<EndedIncident>(options.Value.MaxWaitingIncidents);

    public void Ended(EdgeSummary edge, IReadOnlyList<Incident> phases)
    {
        if (options.Value.Endpoint is not null && !_waiting.Writer.TryWrite(new(edge, phases)))
        {
            instruments.Dropped(1);
        }
    }

    /// <summary>Waits for one, then takes up to so many.</summary>
    public async Task<List<EndedIncident>> Take(int most, CancellationToken cancellation)
    {
        await _waiting.Reader.WaitToReadAsync(cancellation);
        List<EndedIncident> taken = [];
        while (taken.Count < most && _waiting.Reader.TryRead(out var incident))
        {
            taken.Add(incident);
        }

        return taken;
    }
}
