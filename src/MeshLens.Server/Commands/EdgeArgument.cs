using System.CommandLine;

namespace MeshLens.Server.Commands;

/// <summary>Names the edge that a command is about.</summary>
internal static class EdgeArgument
{
    /// <summary>Gives the command the argument, which it cannot do without.</summary>
    public static Argument<string[]> AddTo(Command command)
    {
        var edge = new Argument<string[]>("edge")
        {
            Description = "An edge's id, or its source and destination as the table prints them: frontend payments, shop/frontend shop/payments:8080.",
            Arity = new ArgumentArity(0, 2),
        };
        command.Add(edge);
        command.Validators.Add(result =>
        {
            if (result.GetValue(edge) is not { Length: > 0 })
            {
                result.AddError($"{command.Name}: which edge? Give its id, or its source and destination by name; 'meshlens edges' lists them.");
            }
        });
        return edge;
    }
}
