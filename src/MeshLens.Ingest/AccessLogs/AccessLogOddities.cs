using MeshLens.Core.Telemetry;

namespace MeshLens.Ingest.AccessLogs;

/// <summary>What is odd about the entries of a message, each of which counts all the same.</summary>
internal record struct AccessLogOddities
{
    /// <summary>With a flag of a newer proxy.</summary>
    public int UnknownFlags { get; private set; }

    /// <summary>With a field of a newer proxy.</summary>
    public int NewFields { get; private set; }

    /// <summary>That tell less than proxies of today do.</summary>
    public int Terse { get; private set; }

    /// <summary>Dated ahead of this machine's clock.</summary>
    public int Future { get; private set; }

    /// <param name="record">Read at once, not kept.</param>
    /// <param name="latest">A later time is ahead of this machine's clock.</param>
    public void Add(AccessRecord record, DateTimeOffset latest)
    {
        UnknownFlags += record.Flags.Has(ResponseFlag.Other) ? 1 : 0;
        NewFields += record.HasNewFields ? 1 : 0;
        Terse += record.IsTerse ? 1 : 0;
        Future += record.Began > latest ? 1 : 0;
    }
}
