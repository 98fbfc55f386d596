using System.Globalization;
using MeshLens.Grains.Mesh;
using MeshLens.Tracing.Forwarding;

namespace MeshLens.Tracing;

/// <summary>Says what keeps telemetry from its backend, and spans from their edges.</summary>
internal sealed class TracingNotes(Forwarder forwarder, TracingInstruments instruments) : ISourceNotes
{
    private const double NearlyFull = 0.5;
    private const int Enough = 100;
    private const double ManyStrangers = 0.1;

    public IEnumerable<string> Notes() => [.. forwarder.Lanes.Select(OfLane).OfType<string>(), .. Counted(), .. Strangers()];

    private static string? OfLane(ForwardLane lane) => lane.Trouble is { } trouble
        ? string.Create(CultureInfo.InvariantCulture,
            $"The backend {lane.Name} takes no telemetry since {trouble.Since:u} ({trouble.Reason.TrimEnd('.')}): what comes waits here, {lane.Fill:0%} of the room is taken, and when it is full senders are told to come again. Look at that backend, and at the way to it.")
        : lane.Fill >= NearlyFull
        ? string.Create(CultureInfo.InvariantCulture,
            $"Telemetry comes faster than the backend {lane.Name} takes it, {lane.Fill:0%} of the room is taken: give that backend more processors, or let more requests be under way to it ({TracingOptions.Section}:{nameof(TracingOptions.Senders)}).")
        : null;

    private IEnumerable<string> Counted()
    {
        (long Count, string Text)[] all =
        [
            (instruments.Requests(TracingCount.Busy), "requests of telemetry found no room here and their senders were told to come again: more room is MeshLens:Tracing:QueueBytes"),
            (instruments.Requests(TracingCount.Refused), "requests of telemetry were refused for good by the backend, which this server's log tells with the reason"),
            (instruments.Requests(TracingCount.TooLong), $"requests of spans are so long that not all of their spans could be told something: let senders send smaller batches, or let requests be longer where the backend takes it ({TracingOptions.Section}:{nameof(TracingOptions.MaximumBytes)})"),
            (instruments.Requests(TracingCount.Rejected), "requests of telemetry were taken by the backend in part, which this server's log tells with the reason"),
        ];
        return all.Where(static note => note.Count > 0).Select(static note => $"{note.Count} {note.Text}.");
    }

    private IEnumerable<string> Strangers()
    {
        var crossing = instruments.Spans(TracingCount.Crossing);
        var without = crossing - instruments.Spans(TracingCount.Annotated) - instruments.Spans(TracingCount.TooLong);
        return crossing >= Enough && without > ManyStrangers * crossing
            ? [$"{without} of {crossing} client and server spans were told nothing, since no edge that is known is theirs: run an agent on their nodes, name addresses (--istiod, --kubernetes, --endpoints), and let spans say server.address or network.peer.address."]
            : [];
    }
}
