using MeshLens.Exposition.Wire;

namespace MeshLens.Exposition.Export;

/// <summary>Sends incidents as traces, as soon as they are over.</summary>
internal sealed class IncidentExport(IncidentQueue queue, OtlpClient client, ExpositionInstruments instruments, TimeProvider time)
{
    private const int MostPerRequest = 100;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>Waits for some and sends them until they are taken or refused for good.</summary>
    public async Task Send(CancellationToken cancellation)
    {
        var incidents = await queue.Take(MostPerRequest, cancellation);
        using var buffer = new ByteBuffer(64 * 1024);
        var marks = OtlpMessages.Open(buffer);
        incidents.ForEach(incident => IncidentTrace.Write(buffer, incident.Edge, incident.Phases));
        OtlpMessages.Close(buffer, marks);
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var result = await client.Post("traces", buffer.Written, cancellation);
            if (result == ExportResult.Refused)
            {
                instruments.Dropped(incidents.Count);
            }

            if (result != ExportResult.Later)
            {
                return;
            }

            await Task.Delay(pause, time, cancellation);
        }
    }
}
