namespace MeshLens.Metrics.Text;

/// <summary>Takes what a text says, line by line.</summary>
public interface IMetricsHandler
{
    /// <param name="reader">At a sample or a telling comment; what it hands out is gone after the call.</param>
    void Take(in MetricsReader reader);
}
