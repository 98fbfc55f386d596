namespace MeshLens.Alerting.Hosting;

/// <summary>Which one of several servers evaluates rules, tells sinks, and writes down both.</summary>
internal interface IAlertDuty
{
    /// <summary>This one does, and will for long enough to finish what it begins now.</summary>
    bool IsOn { get; }

    /// <summary>This one does, and nobody else can.</summary>
    bool IsOurs { get; }

    /// <summary>Another one does, as far as this one knows.</summary>
    bool IsElsewhere { get; }

    /// <summary>Takes the duty, or keeps it; false while another server has it.</summary>
    Task<bool> Take(CancellationToken cancellation);

    /// <summary>Leaves it to another server at once.</summary>
    Task Leave();
}
