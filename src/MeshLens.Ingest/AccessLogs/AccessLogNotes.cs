using MeshLens.Grains.Mesh;

namespace MeshLens.Ingest.AccessLogs;

/// <summary>Says what of proxies' access logs is odd or lost.</summary>
internal sealed class AccessLogNotes(AccessLogInstruments instruments) : ISourceNotes
{
    public IEnumerable<string> Notes()
    {
        (long Count, string Text)[] all =
        [
            (instruments.UnknownFlags, "entries of access logs carry a flag that this version does not know: they count, without saying why they failed. A newer MeshLens may know it"),
            (instruments.NewFields, "entries of access logs carry fields that this version does not know: they count, without what those say. A newer MeshLens may know them"),
            (instruments.Terse, "entries of access logs do not say where a request's time went, or whether they are its last: those proxies are old (Istio before 1.18; over OTLP before 1.23), or were not asked for it: see 'meshlens istio-config'"),
            (instruments.Future, "entries of access logs are dated more than a minute ahead of this machine: they count by when they came. Look at the clocks of those proxies' nodes"),
            (instruments.UnknownAttributes, "attributes of log records are read by nothing here: proxies need not send them. 'meshlens istio-config' prints those that are"),
            (instruments.Shed(AccessLogShed.Malformed), "entries of access logs could not be read and are lost"),
            (instruments.Shed(AccessLogShed.Unnamed), "entries of access logs do not tell between which services they are: name the mesh with --istiod or --kubernetes"),
            (instruments.Shed(AccessLogShed.NoAccessLog), "records that came over OTLP are no proxy's access log: send access logs here and nothing else, as 'meshlens istio-config' has it"),
            (instruments.Shed(AccessLogShed.QueueFull), "entries of access logs came faster than they are read and are lost: give this server more processors or workers (AccessLogWorkers)"),
            (instruments.Shed(AccessLogShed.EdgeLimit), "entries of access logs are of edges beyond the number that this server keeps (MaximumEdges)"),
            (instruments.Shed(AccessLogShed.PendingLimit), "entries of access logs found no room while they waited to be handed over (MaximumPendingWindows)"),
        ];
        return all.Where(note => note.Count > 0).Select(note => $"{note.Count} {note.Text}.");
    }
}
