namespace CampusPhoto.Benchmarks.Accuracy;

/// <summary>
/// Which check items a label stands for. A generated picture is labelled with item codes, its own item first; people's
/// labels are broader words, each standing for the items of which any may rightly refuse the picture, the nearest first.
/// </summary>
internal static class LabelMap
{
    private static readonly Dictionary<string, string[]> Words = new(StringComparer.Ordinal)
    {
        ["no_face"] = ["face.count"],
        ["many_faces"] = ["face.count", "background.objects", "face.size"],
        ["head_small"] = ["face.size", "face.width", "file.dimensions"],
        ["head_large"] = ["face.width", "head.top_margin", "shoulders.visible"],
        ["crop"] = ["shoulders.visible", "head.top_margin", "eye.line", "face.width", "face.centred", "face.edge"],
        ["geometry"] = ["shoulders.visible", "head.top_margin", "eye.line", "face.width", "face.centred", "face.edge"],
        ["no shoulders"] = ["shoulders.visible", "person.outline"],
        ["head cut out"] = ["shoulders.visible", "person.outline"],
        ["orientation"] = ["orientation.upright", "face.count", "pose.roll"],
        ["pose"] = ["pose.yaw", "pose.roll", "pose.pitch"],
        ["pose_yaw"] = ["pose.yaw"],
        ["pose_roll"] = ["pose.roll"],
        ["pose_pitch"] = ["pose.pitch"],
        ["eyes_closed"] = ["eyes.open"],
        ["gaze"] = ["eyes.gaze", "pose.yaw"],
        ["mouth_open"] = ["mouth.closed", "mouth.teeth", "mouth.smile", "expression.neutral"],
        ["smile"] = ["mouth.smile", "mouth.teeth", "mouth.closed", "expression.neutral"],
        ["smiling"] = ["mouth.smile", "mouth.teeth", "mouth.closed", "expression.neutral"],
        ["expression"] = ["expression.neutral", "mouth.closed", "mouth.teeth", "mouth.smile", "eyes.open"],
        ["sunglasses"] = ["glasses.tinted", "eyes.open", "face.occlusion"],
        ["glare"] = ["glasses.glare"],
        ["hair_eyes"] = ["hair.eyes", "face.hands", "face.occlusion", "eyes.open"],
        ["occlusion"] = ["face.hands", "face.occlusion", "hair.eyes", "eyes.open"],
        ["occlusion_hand"] = ["face.hands", "face.occlusion", "background.objects"],
        ["extra_hands"] = ["face.hands", "face.occlusion", "background.objects"],
        ["headwear"] = ["headwear.shape", "headwear.worn", "headwear.none"],
        ["extra"] = ["background.objects", "extra.text", "extra.watermark", "extra.border", "headwear.shape", "headwear.worn", "headwear.none"],
        ["background_varied"] = ["background.uniformity", "background.objects", "background.gradient", "background.shadow"],
        ["background_dark"] = ["background.colour", "background.uniformity", "person.contrast"],
        ["background_shadow"] = ["background.shadow", "background.uniformity"],
        ["dark"] = ["exposure.dark", "exposure.contrast", "light.evenness"],
        ["bright"] = ["exposure.bright", "light.highlight", "exposure.contrast"],
        ["unnatural_colour"] = ["colour.cast"],
        ["grayscale"] = ["colour.present"],
        ["blur"] = ["sharpness.face", "sharpness.motion", "sharpness.upscaled"],
        ["pixelation"] = ["sharpness.pixelation", "sharpness.upscaled", "sharpness.face", "sharpness.compression", "face.size", "file.dimensions"],
        ["compression"] = ["sharpness.compression", "sharpness.face", "sharpness.upscaled"],
        ["watermark"] = ["extra.watermark", "extra.text"],
        ["extra_border"] = ["extra.border"],
    };

    /// <summary>The items that a label stands for, the nearest first. Doubtful labels (ending in <c>?</c>) stand for none.</summary>
    public static IReadOnlyList<string> Items(string label)
    {
        if (label.EndsWith('?')) return [];
        return Words.TryGetValue(label, out var items) ? items : label.Contains('.', StringComparison.Ordinal) ? [label] : [];
    }

    /// <summary>Labels that stand for no item, so that a misspelt one is told.</summary>
    public static bool Knows(string label) => label.EndsWith('?') || Items(label).Count > 0;
}
