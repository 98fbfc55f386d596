namespace MeshLens.Alerting.Rules;

/// <summary>The rules in force, by name; each name once.</summary>
public sealed class RuleSet
{
    private readonly Dictionary<string, AlertRule> _byName;

    private RuleSet(IEnumerable<AlertRule> rules) => _byName = rules.ToDictionary(static rule => rule.Name, StringComparer.Ordinal);

    /// <summary>What there is without a file.</summary>
    public static RuleSet BuiltIn { get; } = new(BuiltInRules.All);

    public IReadOnlyCollection<AlertRule> All => _byName.Values;

    /// <param name="rules">They take the place of built-in ones of their name.</param>
    /// <param name="without">Names of built-in rules that are switched off.</param>
    public static RuleSet Of(IReadOnlyCollection<AlertRule> rules, IReadOnlyCollection<string>? without = null) => new(
    [
        .. BuiltInRules.All.Where(builtIn => !rules.Any(rule => rule.Name == builtIn.Name) && without?.Contains(builtIn.Name) != true),
        .. rules,
    ]);

    public AlertRule? Find(string name) => _byName.GetValueOrDefault(name);
}
