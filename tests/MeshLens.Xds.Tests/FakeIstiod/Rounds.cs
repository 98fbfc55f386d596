namespace MeshLens.Xds.Tests.FakeIstiod;

/// <summary>
/// A client's side of a conversation as text, cut at its answers: what it said at first, and after each response. Two clients who
/// hear the same can then be compared response by response.
/// </summary>
internal sealed class Rounds
{
    private readonly List<List<string>> _rounds = [[]];
    private readonly Dictionary<string, ClientMessage> _answers = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _wanted = [];

    /// <param name="messages">What the client said.</param>
    /// <param name="responses">What it heard: the nonce and the version of each.</param>
    public static IReadOnlyList<string> Of(IEnumerable<ClientMessage> messages, IReadOnlyList<(string Nonce, string Version)> responses)
    {
        var rounds = new Rounds();
        foreach (var message in messages)
        {
            rounds.Add(message, responses);
        }

        return [.. rounds._rounds.Select(static round => string.Join("; ", round))];
    }

    private void Add(ClientMessage message, IReadOnlyList<(string Nonce, string Version)> responses)
    {
        var before = _answers.GetValueOrDefault(message.Type);
        if (message.Nonce.Length == 0 || message.Nonce == before?.Nonce)
        {
            // A client may repeat its last nonce and version or say none; any other would be a mistake.
            var slip = message.Version.Length == 0 || message.Version == before?.Version ? "" : $" at {message.Version}";
            _rounds[^1].Add($"{message.Type} asks{slip}{Change(message)}");
            return;
        }

        var response = responses.ElementAtOrDefault(_rounds.Count - 1);
        var version = message.Refuses ? before?.Version ?? "" : response.Version;
        var wrong = message.Nonce == response.Nonce && message.Version == version ? "" : $" wrongly {message.Nonce} at {message.Version}";
        _rounds.Add([$"{message.Type} {(message.Refuses ? "refuses" : "accepts")}{wrong}{Change(message)}"]);
        _answers[message.Type] = message;
    }

    // State of the world says everything each time: what is new about it is what delta would say.
    private string Change(ClientMessage message)
    {
        if (message.Names is null)
        {
            return message.Change;
        }

        var before = _wanted.GetValueOrDefault(message.Type, []);
        _wanted[message.Type] = message.Names;
        IEnumerable<string> change = [message.Change, .. ClientMessage.Signed(" +", message.Names.Except(before)), .. ClientMessage.Signed(" -", before.Except(message.Names))];
        return string.Concat(change);
    }
}
