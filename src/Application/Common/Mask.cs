namespace CampusPhoto.Application.Common;

/// <summary>Hides the middle of personal values.</summary>
public static class Mask
{
    /// <summary>138****1234.</summary>
    public static string Phone(string phone) => Middle(phone, 3, 4);

    /// <summary>First and last four characters.</summary>
    public static string UniqueNumber(string number) => Middle(number, 4, 4);

    private static string Middle(string value, int head, int tail) =>
        value.Length <= head + tail ? new string('*', value.Length) : $"{value[..head]}****{value[^tail..]}";
}
