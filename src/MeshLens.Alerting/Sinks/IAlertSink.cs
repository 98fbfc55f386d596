using MeshLens.Alerting.Evaluation;

namespace MeshLens.Alerting.Sinks;

/// <summary>Somebody who is told of alerts.</summary>
public interface IAlertSink
{
    string Name { get; }

    string Kind { get; }

    /// <summary>Without what might be secret in it.</summary>
    string Address { get; }

    /// <summary>How often it must hear again of what fires, because it forgets; null for one that is told of changes only.</summary>
    TimeSpan? Resend { get; }

    /// <summary>How often it is told nothing (an empty list) while there is nothing to tell, to know whether it would take something; null for
    /// one to which that cannot be done.</summary>
    TimeSpan? Check { get; }

    /// <summary>How many alerts go at once.</summary>
    int Batch { get; }

    /// <summary>Tells it the newest state of these; of none where <see cref="Check"/> allows it.</summary>
    /// <exception cref="SinkException">It could not be told.</exception>
    Task Tell(IReadOnlyList<Alert> alerts, CancellationToken cancellation);
}
