namespace CampusPhoto.Infrastructure.Photos;

/// <summary>Words of the items about the face and the person.</summary>
internal static partial class CheckWording
{
    private static Dictionary<string, Words> OfFace() => new()
    {
        [CheckCodes.FaceCount] = new(
            "人脸数量", "Number of faces", "count", 0,
            "没有找到清晰的正面人脸，请正对镜头、竖直拍摄。", "No clear frontal face was found; face the camera and hold it upright.",
            "多出的人脸：{0}，请只拍本人，背景中不要有他人或人像。", "Faces too many: {0}; only you may be in the photo, with no other people or portraits behind you."),
        [CheckCodes.OrientationUpright] = new(
            "照片方向", "Turn until the photo is upright", "deg", 0,
            "请上传正向的照片。", "Upload the photo upright.",
            "照片是横向或倒置的，请顺时针旋转 {0} 后重新上传，或竖持手机重新拍摄。",
            "The photo lies on its side or head: turn it {0} clockwise and upload it again, or hold the phone upright and take it anew."),
        [CheckCodes.FaceEdge] = new(
            "面部距画面边缘（与脸宽之比）", "Face to the edge of the picture by face width", "%", 0,
            "面部离画面边缘太近（还差脸宽的 {0}），请后退并站到画面中间。",
            "The face is too near to the edge of the picture (by {0} of its width); step back and move to the middle.",
            "请靠近一些。", "Come closer."),
        [CheckCodes.FaceSize] = new(
            "原图中的脸宽", "Width of the face in the upload", "px", 0,
            "脸宽还差 {0}，请靠近一些，或使用更高的分辨率。", "The face is {0} too narrow; come closer or use a higher resolution.",
            "脸宽超出 {0}，请离镜头远一些。", "The face is {0} too wide; move away from the camera."),
        [CheckCodes.HeadTopMargin] = new(
            "头顶距上边沿", "Top of the head to the upper edge", "px", 0,
            "头顶上方还差 {0}（按 {1} 成片计），请后退或将镜头抬高一些，在头顶上方留出空白。",
            "{0} are missing above the head (in the delivered {1} photo); step back or raise the camera so that there is room above the head.",
            "头顶上方多出 {0}，请靠近或将镜头放低一些。", "There are {0} too many above the head; come closer or lower the camera."),
        [CheckCodes.EyeLine] = new(
            "眼睛距上边沿", "Eyes to the upper edge", "px", 0,
            "眼睛位置偏高 {0}，请将镜头抬高一些或后退。", "The eyes are {0} too high; raise the camera or step back.",
            "眼睛位置偏低 {0}，请将镜头放低一些，并露出双肩和胸口。", "The eyes are {0} too low; lower the camera and show shoulders and chest."),
        [CheckCodes.FaceWidth] = new(
            "成片中的脸宽", "Width of the face in the delivered photo", "px", 0,
            "脸部窄了 {0}，请靠近一些。", "The face is {0} too narrow; come closer.",
            "脸部宽了 {0}，请后退，拍到胸口。", "The face is {0} too wide; step back until the chest is in the photo."),
        [CheckCodes.FaceCentred] = new(
            "面部偏离中线", "Face off the middle", "px", 0,
            "面部偏左 {0}，请移到画面中间。", "The face is {0} too far left; move to the middle.",
            "面部偏右 {0}，请移到画面中间。", "The face is {0} too far right; move to the middle."),
        [CheckCodes.ShouldersVisible] = new(
            "肩宽与脸宽之比", "Shoulders by face width", "ratio", 2,
            "肩膀没有完整入镜（还差 {0}），请后退，拍到胸口和双肩。", "The shoulders are not in the photo ({0} short); step back until chest and shoulders show.",
            "画面下方人像过宽（超出 {0}），请只拍本人。", "The person is too wide at the bottom (by {0}); only you may be in the photo."),
        [CheckCodes.ShouldersLevel] = new(
            "双肩倾斜", "Tilt of the shoulders", "deg", 1,
            "画面右侧的肩膀偏高 {0}，请坐正，使双肩齐平。", "The shoulder on the right of the picture is {0} too high; sit straight until both are level.",
            "画面左侧的肩膀偏高 {0}，请坐正，使双肩齐平。", "The shoulder on the left of the picture is {0} too high; sit straight until both are level."),
        [CheckCodes.PoseRoll] = new(
            "头部左右倾斜", "Tilt of the head", "deg", 1,
            "头部倾斜超出 {0}，请向画面右侧摆正头部，使两眼齐平。", "The head is tilted {0} too far; straighten it towards the right of the picture until the eyes are level.",
            "头部倾斜超出 {0}，请向画面左侧摆正头部，使两眼齐平。", "The head is tilted {0} too far; straighten it towards the left of the picture until the eyes are level."),
        [CheckCodes.PoseYaw] = new(
            "面部左右转动", "Turn of the face", "deg", 1,
            "面部转动超出 {0}，请正对镜头，两耳对称。", "The face is turned {0} too far; face the camera so that both ears show alike.",
            "面部转动超出 {0}，请正对镜头，两耳对称。", "The face is turned {0} too far; face the camera so that both ears show alike."),
        [CheckCodes.PosePitch] = new(
            "抬头低头角度", "Nod of the head", "deg", 1,
            "仰头超出 {0}，请收下巴平视镜头。", "The head is raised {0} too far; look straight into the camera.",
            "低头超出 {0}，请抬头平视镜头。", "The head is lowered {0} too far; look straight into the camera."),
        [CheckCodes.EyesOpen] = new(
            "双眼睁开的把握", "How surely both eyes are open", "%", 0,
            "有一只或两只眼睛闭着或半闭（把握还差 {0}），请自然睁大双眼重拍。",
            "One eye or both are shut or half shut ({0} short of sure); take the photo again with both eyes open.",
            "请自然平视。", "Look naturally."),
        [CheckCodes.MouthClosed] = new(
            "双唇间隙与脸长之比", "Gap between the lips by face height", "%", 1,
            "请自然闭合双唇。", "Close your lips naturally.",
            "嘴唇张开超出 {0}，请自然闭合双唇，不露齿。", "The lips are open {0} too far; close them and show no teeth."),
        [CheckCodes.EyesGaze] = new(
            "视线偏离（与眼宽之比）", "Gaze off the lens by eye width", "%", 1,
            "请注视镜头。", "Look into the lens.",
            "视线偏离镜头，瞳孔偏移超出 {0}，请注视镜头。", "The eyes look aside: the pupils are {0} too far off; look into the lens."),
        [CheckCodes.MouthTeeth] = new(
            "露齿面积", "Teeth that show", "%", 1,
            "请自然闭合双唇。", "Close your lips naturally.",
            "露齿超出 {0}，请自然闭合双唇，不要露齿。", "Teeth show ({0} too much); close your lips naturally."),
        [CheckCodes.MouthSmile] = new(
            "笑容程度", "Smile", "%", 0,
            "请保持表情自然。", "Keep a natural expression.",
            "笑容超出 {0}，请放松面部，保持自然、平静的表情。", "You smile {0} too much; relax your face and keep a calm, natural expression."),
        [CheckCodes.ExpressionNeutral] = new(
            "夸张表情程度", "Strength of another expression", "%", 0,
            "请保持表情自然。", "Keep a natural expression.",
            "表情夸张，超出 {0}，请不要皱眉、挑眉或做鬼脸。", "The expression is {0} too strong; do not frown, raise your brows or grimace."),
        [CheckCodes.GlassesTinted] = new(
            "镜片着色程度", "Tint of the lenses", "%", 0,
            "请更换镜片。", "Change the lenses.",
            "镜片颜色过深（超出 {0}），请摘下墨镜或有色眼镜。", "The lenses are {0} too dark or coloured; take off sunglasses and tinted glasses."),
        [CheckCodes.GlassesGlare] = new(
            "镜片反光面积", "Glare on the lenses", "%", 0,
            "请调整光线。", "Change the light.",
            "镜片反光超出 {0}，请稍微低头或移开光源，也可以摘下眼镜。", "Glare covers {0} too much of the lenses; move the lamp, tilt the glasses a little, or take them off."),
        [CheckCodes.GlassesHeavy] = new(
            "镜框粗细（与瞳距之比）", "Thickness of the frame by eye distance", "%", 1,
            "请更换眼镜。", "Change the glasses.",
            "镜框过粗（超出 {0}），建议换一副细框眼镜。", "The frame is {0} too thick; thinner glasses are advised."),
        [CheckCodes.GlassesFrame] = new(
            "镜框遮挡眼睛的可能", "How likely a frame covers the eyes", "%", 0,
            "请调整眼镜。", "Move the glasses.",
            "镜框可能遮挡眼睛（超出 {0}），请扶正眼镜，露出双眼。", "The frame seems to cover the eyes ({0} beyond the limit); push the glasses up until both eyes are free."),
        [CheckCodes.FaceOcclusion] = new(
            "面部被遮挡的面积", "Covered part of the face", "%", 0,
            "请露出面部。", "Free the face.",
            "面部被遮挡（超出 {0}），请摘下口罩、围巾等，手不要放在脸上。", "{0} too much of the face is covered; take off masks and scarves and keep hands away from the face."),
        [CheckCodes.FaceHands] = new(
            "手或物品遮脸的可能", "How likely a hand or thing is before the face", "%", 0,
            "请露出面部。", "Free the face.",
            "眼睛、脸颊、嘴或下巴前可能有手或物品（超出 {0}），请把手放下，露出整张脸。",
            "A hand or a thing seems to be before eye, cheek, mouth or chin ({0} beyond the limit); lower your hands and show the whole face."),
        [CheckCodes.HairEyes] = new(
            "头发遮挡眼睛的可能", "How likely hair covers the eyes", "%", 0,
            "请拨开头发。", "Move the hair aside.",
            "头发可能遮挡眼睛（超出 {0}），请拨开头发，露出眉毛和眼睛。", "Hair seems to cover the eyes ({0} beyond the limit); move it aside until brows and eyes are free."),
        [CheckCodes.HeadwearNone] = new(
            "头顶非头发颜色的面积", "Part above the forehead that is no hair", "%", 0,
            "请摘下帽子。", "Take off the hat.",
            "头上有帽子或头饰（超出 {0}），请摘下后重拍；因宗教或医疗原因不能摘下的请说明。",
            "A hat or other headwear is seen ({0} too much); take it off. If you wear it for religious or medical reasons, say so."),
        [CheckCodes.HeadwearShape] = new(
            "戴帽子或头巾的可能", "How likely a hat or scarf is worn", "%", 0,
            "请摘下帽子。", "Take off the hat.",
            "可能戴着帽子或头巾（超出 {0}），请摘下后重拍；因宗教或医疗原因不能摘下的请说明。",
            "A hat or scarf seems to be worn ({0} beyond the limit); take it off. If you wear it for religious or medical reasons, say so."),
        [CheckCodes.HeadwearWorn] = new(
            "戴帽子的把握", "How surely a hat is worn", "%", 0,
            "请摘下帽子。", "Take off the hat.",
            "戴着帽子（超出 {0}），请摘下后重拍；因宗教或医疗原因不能摘下的请说明。",
            "A hat is worn ({0} beyond the limit); take it off. If you wear it for religious or medical reasons, say so."),
    };
}
