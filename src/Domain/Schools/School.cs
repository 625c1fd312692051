namespace CampusPhoto.Domain.Schools;

/// <summary>A school (学校) by its national code.</summary>
public sealed class School
{
    /// <summary>Greatest length of a code.</summary>
    public const int MaxCodeLength = 16;

    /// <summary>Greatest length of a name.</summary>
    public const int MaxNameLength = 100;

    /// <summary>A school.</summary>
    /// <param name="id">Identity.</param>
    /// <param name="code">学校编号 such as 10425.</param>
    /// <param name="name">Name as on certificates.</param>
    public School(SchoolId id, string code, string name) => (Id, Code, Name) = (id, code, name);

    /// <summary>Identity.</summary>
    public SchoolId Id { get; private set; }

    /// <summary>学校编号.</summary>
    public string Code { get; private set; }

    /// <summary>Name as on certificates.</summary>
    public string Name { get; private set; }
}
