import { list } from './lists.ts';
import type { TalkWords } from './words.ts';

/** What callers say in Spanish whatever it is about. */
export const esTalk: TalkWords = {
  yes: list(`
    sí / si / sí por favor / sí señor / sí señora / claro / claro que sí / por supuesto / correcto / exacto /
    exactamente / así es / eso es / está bien / está perfecto / perfecto / de acuerdo / vale / ok / okay /
    bueno / muy bien / adelante / hágalo / resérvelo / me parece bien / me sirve / me funciona / me queda bien /
    afirmativo / cierto / desde luego / efectivamente / ándale / sale / esa misma / ese mismo / ajá
  `),
  no: list(`
    no me interesa / no estoy interesado / no estoy interesada / no / no gracias / no señor / no señora / para nada / no está bien / no es correcto / incorrecto / eso no /
    no es así / negativo / todavía no / aún no / no puedo / no me sirve / no me funciona / ninguna / ninguno /
    ninguna de esas / ninguno de esos / esa no / ese no / hoy no / ahora no / de ninguna manera / está mal
  `),
  closings: list(`
    eso es todo / es todo / nada más / sería todo / con eso es todo / ya es todo / eso sería todo /
    por ahora es todo / ya estoy / ya no / nada / eso nada más
  `),
  notNo: list(`
    no hay problema / no sé / no estoy seguro / no estoy segura / no importa / no se preocupe / no me importa /
    no tengo idea / no hay de qué
  `),
  intents: {
    person: list(`
      hablar con una persona / hablar con alguien / una persona / una persona real / un humano / un agente /
      un representante / una operadora / la operadora / el operador / la recepcionista / recepción /
      la recepción / páseme con alguien / comuníqueme / me puede comunicar / transfiérame / páseme /
      alguien de verdad / con un ser humano
    `),
    goodbye: list(`
      adiós / adios / hasta luego / hasta pronto / chao / bye / nos vemos / que tenga buen día /
      que le vaya bien / me tengo que ir / hasta mañana / no me llame más / no me llamen más / deje de llamarme /
      dejen de llamarme / no me vuelva a llamar / no me vuelvan a llamar / quíteme de su lista / bórreme de su lista
    `),
    repeat: list(`
      repita / repítalo / me lo repite / puede repetir / me puede repetir / repita por favor / otra vez /
      cómo dijo / qué dijo / no escuché / no le escuché / no le oí / no entendí / perdón cómo / mande /
      dígame otra vez / una vez más / no le entendí
    `),
    wait: list(`
      un momento / un momentito / un segundo / un segundito / espere / espéreme / espere un momento /
      déjeme ver / déjeme pensar / deme un momento / deme un segundo / un minuto / permítame / aguarde /
      tantito
    `),
    thanks: list('gracias / muchas gracias / mil gracias / muy amable / se lo agradezco / le agradezco'),
    'who-is-there': list(`
      con quién hablo / con quién estoy hablando / con quién tengo el gusto / quién es usted /
      quién eres / cómo se llama usted / cómo te llamas / cuál es su nombre / cuál es tu nombre / es usted un robot /
      eres un robot / es un robot / es una máquina / es usted una máquina / hablo con una máquina / es una persona real /
      es usted una persona / es usted una persona real / es una grabación / estoy hablando con una máquina /
      estoy hablando con un robot
    `),
    anger: list(`
      esto es ridículo / qué ridículo / es ridículo / no sirve para nada / usted no sirve / no me está escuchando /
      no me escucha / no me entiende nada / es una tontería / qué tontería / estoy harto / estoy harta / ya me cansé /
      esto es inaceptable / es inaceptable / es una pérdida de tiempo / una pérdida de tiempo / perdiendo el tiempo /
      qué mal servicio / pésimo servicio / estoy enojado / estoy enojada / estoy molesto / estoy molesta /
      estoy furioso / estoy furiosa / es una burla / por el amor de dios / máquina estúpida /
      no quiero hablar con una máquina / no quiero hablar con un robot / odio hablar con máquinas / qué estupidez /
      es el colmo / maldita sea / cállese
    `),
    'cancel-that': list(`
      olvídelo / olvidelo / déjelo / no importa ya / mejor no / cambié de opinión / empecemos de nuevo /
      cancele eso / ya no quiero / déjelo así
    `),
  },
  callsOff: list(`
    cancele / cancelar / cancélelo / cancélela / cancele todo / cancelarlo / cancelarla / quiero cancelar / pare /
    ya no la quiero / ya no lo quiero / no quiero nada / cancélelo todo
  `),
  corrections: list(`
    no / perdón / perdone / digo / mejor / mejor dicho / quise decir / en realidad / más bien / espere /
    corrección / cámbielo a / que sea / en vez de eso / disculpe / disculpa / perdona / quiero decir / me equivoqué /
    espera / un momento / rectifico / bueno no / ay no
  `),
  replacements: ['en su lugar', 'en vez de eso', 'mejor', 'en lugar de eso'],
  refusals: list(`
    no me sirve / no me queda / no me va / no puedo / no me viene bien / no es posible / no me conviene / es muy temprano /
    es muy tarde
  `),
  announcements: list(`
    quiero / quisiera / me gustaría / necesito / resérveme / apúnteme / agéndeme / póngame / qué tal / qué le parece /
    puedo ir / podría ir / puede ser / podría ser / prefiero / preferiría / deme / me quedo con / cámbiela al / páselo al /
    pásela al / busco
  `),
  negations: list(
    'no / no una / no un / no la / no el / en vez de / en vez de una / en lugar de / en lugar de una',
  ),
  rejections: list(`
    no / no el / no a las / no la / en vez del / en vez de / en lugar del / en lugar de / del / desde el / mi /
    menos el / excepto el / no puedo el
  `),
  wantsNothing: list('no me interesa / no estoy interesado / no estoy interesada / ya no me interesa'),
  asksAgain: list('qué / cómo / cómo perdón / perdón / disculpe / qué cosa / eh / cómo dice / mande usted'),
  recalls: list(`
    dije / le dije / le di / dijimos / tiene / tiene anotado / tiene anotada / tienen / anotó / apuntó / era / es mi cita /
    quedó / quedamos
  `),
  questionCues: list(`
    preguntar por / preguntar sobre / preguntar si / preguntarle por / pregunta sobre /
    qué / cuál / cuáles / cuándo / dónde / quién / cómo / cuánto / cuánta / cuántos / cuántas / por qué / a qué /
    cuanto / cuando / donde / como / tienen / tiene usted / hay / aceptan / atienden / trabajan / puedo / podría /
    puede / pueden / ofrecen / hacen / me puede decir / me podría decir / quisiera saber / quiero saber /
    me gustaría saber / una pregunta / por cierto / es posible / están / está abierto / se puede / debo /
    tengo que / sabe si
  `),
};
