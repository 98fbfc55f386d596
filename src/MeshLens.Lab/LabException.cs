namespace MeshLens.Lab;

/// <summary>The lab could not do what was asked of it; the message is one sentence and, where there is one, names the fix.</summary>
public sealed class LabException : Exception
{
    /// <summary>Creates the exception.</summary>
    public LabException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception with what caused it.</summary>
    public LabException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
